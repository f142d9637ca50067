/* SPDX-License-Identifier: MIT */
/*
 * Datagrams between those who send to A, and B. Each sender has a socket of its own that is connected to B, so B sees
 * them apart, and what comes there is the sender's answer. A sender that is silent, and hears nothing, for --idle
 * seconds is forgotten. Datagrams are received and sent many at a time; what the kernel has no room for waits, in
 * order, but not without limit: as in a network, what nobody takes is lost, and no sender holds up another.
 */
#include "relay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#define BATCH 32
#define ROOM LOOP_SCRATCH              /* bytes of the largest datagram */
#define WAITING_MOST ((size_t)4 << 20) /* bytes that wait for one sender's sake */
#define BUCKETS 4096
#define RETRY (BILLION / 500)
#define BATCHES 4 /* before others come */

/* One that waits. */
struct datagram {
    struct datagram *next;
    size_t size;
    uint8_t data[];
};

struct queue {
    struct datagram *first, **last;
    size_t bytes;
};

struct sender {
    struct exchange *exchange;
    struct sender *next;
    struct sockfam_address address;
    struct place b;
    struct watch watch;
    struct task task;
    struct timer idle, retry;
    int64_t last;
    struct queue out, in;
    uint64_t sent, received;
};

struct exchange {
    struct loop *loop;
    const struct traffic *traffic;
    const struct sockfam_context *ctx;
    const struct target *target;
    const struct sockfam_address *bind; /* NULL: the kernel chooses */
    struct sockfam_socket *a;
    struct watch watch;
    struct task task;
    struct timer nobody;
    size_t count, limit;
    bool has_told, has_failed, has_timed_out;
    struct sender *buckets[BUCKETS];
    struct sockfam_message messages[BATCH];
    struct sockfam_address addresses[BATCH];
    struct iovec buffers[BATCH];
    uint8_t *data;
};

/* ------------------------------------------------------------------ senders */

static struct sender **bucket_of(struct exchange *exchange, const struct sockfam_address *address)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < address->length; i++)
        hash = (hash ^ address->bytes[i]) * 16777619u;
    return &exchange->buckets[(hash ^ hash >> 16) % BUCKETS];
}

static bool is_same(const struct sockfam_address *one, const struct sockfam_address *other)
{
    return one->length == other->length && memcmp(one->bytes, other->bytes, one->length) == 0;
}

static void queue_free(struct queue *queue)
{
    while (queue->first) {
        struct datagram *next = queue->first->next;
        free(queue->first);
        queue->first = next;
    }
}

static void sender_end(struct sender *sender, int result)
{
    struct exchange *exchange = sender->exchange;
    struct sender **at = bucket_of(exchange, &sender->address);
    while (*at != sender)
        at = &(*at)->next;
    *at = sender->next;
    exchange->count--;
    traffic_tell_end(exchange->traffic, sender->sent, sender->received, result);
    timer_cancel(exchange->loop, &sender->idle);
    timer_cancel(exchange->loop, &sender->retry);
    task_cancel(&sender->task);
    queue_free(&sender->out);
    queue_free(&sender->in);
    place_close(&sender->b);
    free(sender);
    exchange->loop->is_done |= exchange->traffic->once;
}

static void idle_expired(struct timer *timer)
{
    struct sender *sender = OWNER(timer, struct sender, idle);
    int64_t due = sender->last + sender->exchange->traffic->idle;
    if (sender->exchange->loop->now < due)
        timer_set(sender->exchange->loop, timer, due);
    else
        sender_end(sender, YES);
}

/* A socket that is connected to B, at the first of its addresses that will do. */
static int connect_sender(struct sender *sender, struct sockfam_error *error)
{
    struct exchange *exchange = sender->exchange;
    int result = -EADDRNOTAVAIL;
    for (size_t i = 0; i < exchange->target->count && result < 0; i++) {
        result = place_open(exchange->ctx, exchange->target->side, &exchange->target->spots[i], &sender->b, error);
        if (result < 0)
            continue;
        sockfam_socket_set_timeout(&sender->b.socket, SOCKFAM_NON_BLOCKING, NULL);
        if (exchange->bind)
            result = place_bind(&sender->b, exchange->bind, error);
        if (result == 0)
            result = sockfam_socket_connect(&sender->b.socket, &sender->b.address, error);
        if (result == 0)
            result = watch_begin(exchange->loop, &sender->watch, sockfam_socket_fd(&sender->b.socket));
        if (result < 0) {
            place_failed(&sender->b, "connect to", result, error);
            place_close(&sender->b);
        }
    }
    return result;
}

static void sender_run(struct task *task);
static void retry_expired(struct timer *timer);

/* NULL: there can be no more; that has been said. */
static struct sender *sender_new(struct exchange *exchange, const struct sockfam_address *address)
{
    struct sockfam_error error = { 0 };
    struct sender *sender = exchange->count < exchange->limit ? calloc(1, sizeof(*sender)) : NULL;
    if (!sender) {
        if (!exchange->has_told)
            say(exchange->loop, "there are as many senders as can be served; what others send is dropped");
        exchange->has_told = true;
        return NULL;
    }
    sender->exchange = exchange;
    sender->address = *address;
    sender->task.run = sender_run;
    sender->watch.task = &sender->task;
    sender->idle.expired = idle_expired;
    sender->retry.expired = retry_expired;
    if (connect_sender(sender, &error) < 0) {
        if (!exchange->has_failed)
            say(exchange->loop, "%s", error.message);
        exchange->has_failed = true;
        free(sender);
        return NULL;
    }
    exchange->has_failed = false;
    struct sender **bucket = bucket_of(exchange, address);
    sender->next = *bucket;
    *bucket = sender;
    exchange->count++;
    timer_cancel(exchange->loop, &exchange->nobody);
    timer_set(exchange->loop, &sender->idle, exchange->loop->now + exchange->traffic->idle);
    traffic_tell(exchange->traffic, exchange->ctx, "connected", address);
    return sender;
}

static struct sender *sender_of(struct exchange *exchange, const struct sockfam_address *address)
{
    struct sender *sender = *bucket_of(exchange, address);
    while (sender && !is_same(&sender->address, address))
        sender = sender->next;
    return sender ? sender : sender_new(exchange, address);
}

/* ------------------------------------------------------------------ passing on */

static bool is_later(int code)
{
    return code == -EAGAIN || code == -EWOULDBLOCK || code == -ENOBUFS || code == -EINTR;
}

static void wait_with(struct sender *sender, struct queue *queue, const struct sockfam_message *message)
{
    size_t size = message->buffers->iov_len;
    struct datagram *datagram = queue->bytes < WAITING_MOST ? malloc(sizeof(*datagram) + size) : NULL;
    if (!datagram)
        return;
    datagram->next = NULL;
    datagram->size = size;
    memcpy(datagram->data, message->buffers->iov_base, size);
    if (!queue->first)
        queue->last = &queue->first;
    *queue->last = datagram;
    queue->last = &datagram->next;
    queue->bytes += size;
    if (!sender->retry.is_set)
        timer_set(sender->exchange->loop, &sender->retry, sender->exchange->loop->now + RETRY);
}

/*
 * How many are done with. An error that is of the past, a refusal that came meanwhile, costs nothing but a second try.
 */
static int send_batch(struct sockfam_socket *s, struct sockfam_message *messages, int count)
{
    int done = 0;
    for (bool is_second = false; done < count;) {
        int sent = sockfam_socket_sendmmsg(s, messages + done, (size_t)(count - done), 0, NULL);
        if (sent > 0) {
            done += sent;
            is_second = false;
        } else if (is_later(sent)) {
            break;
        } else {
            done += is_second; /* it cannot be sent at all */
            is_second = !is_second;
        }
    }
    return done;
}

static void pass(struct sender *sender, bool is_answer, struct sockfam_message *messages, int count)
{
    struct queue *queue = is_answer ? &sender->in : &sender->out;
    struct sockfam_socket *to = is_answer ? sender->exchange->a : &sender->b.socket;
    int done = queue->first ? 0 : send_batch(to, messages, count);
    for (int i = 0; i < count; i++)
        *(is_answer ? &sender->received : &sender->sent) += messages[i].buffers->iov_len;
    for (; done < count; done++)
        wait_with(sender, queue, &messages[done]);
    sender->last = sender->exchange->loop->now;
}

/* Those that waited go first. */
static void flush(struct sender *sender, struct queue *queue, bool is_answer)
{
    while (queue->first) {
        struct datagram *first = queue->first;
        struct iovec buffer = { first->data, first->size };
        struct sockfam_message message = { .buffers = &buffer, .buffer_count = 1 };
        message.to = is_answer ? &sender->address : NULL;
        if (send_batch(is_answer ? sender->exchange->a : &sender->b.socket, &message, 1) == 0) {
            timer_set(sender->exchange->loop, &sender->retry, sender->exchange->loop->now + RETRY);
            return;
        }
        queue->first = first->next;
        queue->bytes -= first->size;
        free(first);
    }
}

static void retry_expired(struct timer *timer)
{
    struct sender *sender = OWNER(timer, struct sender, retry);
    flush(sender, &sender->out, false);
    flush(sender, &sender->in, true);
    task_queue(sender->exchange->loop, &sender->task);
}

/* ------------------------------------------------------------------ receiving */

/* As many as there are: their number, or a negative errno. Those that were cut are as long as what is left of them. */
static int receive(struct exchange *exchange, struct sockfam_socket *s, bool has_address)
{
    for (int i = 0; i < BATCH; i++) {
        exchange->buffers[i] = (struct iovec){ exchange->data + (size_t)i * ROOM, ROOM };
        exchange->messages[i] = (struct sockfam_message){ .buffers = &exchange->buffers[i], .buffer_count = 1 };
        exchange->messages[i].from = has_address ? &exchange->addresses[i] : NULL;
    }
    int count = sockfam_socket_recvmmsg(s, exchange->messages, BATCH, 0, NULL);
    for (int i = 0; i < count; i++)
        exchange->buffers[i].iov_len = exchange->messages[i].length;
    return count;
}

/* What B answers. While some of it waits no more is taken. */
static void sender_run(struct task *task)
{
    struct sender *sender = OWNER(task, struct sender, task);
    struct exchange *exchange = sender->exchange;
    for (int turn = 0; turn < BATCHES && sender->watch.can_read && !sender->in.first; turn++) {
        int count = receive(exchange, &sender->b.socket, false);
        if (count < 0)
            sender->watch.can_read = !(count == -EAGAIN || count == -EWOULDBLOCK);
        if (count < 0)
            continue;
        for (int i = 0; i < count; i++)
            exchange->messages[i].to = &sender->address;
        if (sender->address.received > sizeof(sa_family_t))
            pass(sender, true, exchange->messages, count);
    }
    if (sender->watch.can_read && !sender->in.first)
        task_queue(exchange->loop, task);
}

/* Runs of one sender's go on together. */
static void distribute(struct exchange *exchange, int count)
{
    for (int i = 0, next; i < count; i = next) {
        const struct sockfam_address *address = &exchange->addresses[i];
        for (next = i + 1; next < count && is_same(address, &exchange->addresses[next]);)
            next++;
        struct sender *sender = sender_of(exchange, address);
        for (int k = i; k < next; k++)
            exchange->messages[k].to = NULL;
        if (sender)
            pass(sender, false, exchange->messages + i, next - i);
    }
}

static void exchange_run(struct task *task)
{
    struct exchange *exchange = OWNER(task, struct exchange, task);
    for (int turn = 0; turn < BATCHES && exchange->watch.can_read; turn++) {
        int count = receive(exchange, exchange->a, true);
        if (count < 0)
            exchange->watch.can_read = !(count == -EAGAIN || count == -EWOULDBLOCK);
        else
            distribute(exchange, count);
    }
    if (exchange->watch.can_read)
        task_queue(exchange->loop, task);
}

/* ------------------------------------------------------------------ all of it */

static void nobody_came(struct timer *timer)
{
    struct exchange *exchange = OWNER(timer, struct exchange, nobody);
    say(exchange->loop, "timed out: no datagram within %.9g s", (double)exchange->traffic->timeout / (double)BILLION);
    exchange->has_timed_out = exchange->loop->is_done = true;
}

static int serve(struct exchange *exchange)
{
    const struct traffic *traffic = exchange->traffic;
    exchange->task.run = exchange_run;
    exchange->watch.task = &exchange->task;
    exchange->nobody.expired = nobody_came;
    exchange->limit = traffic->once ? 1 : relay_room(1);
    exchange->has_told = traffic->once;
    if (watch_begin(exchange->loop, &exchange->watch, sockfam_socket_fd(exchange->a)) < 0)
        return NO;
    if (traffic->once && traffic->timeout >= 0)
        timer_set(exchange->loop, &exchange->nobody, exchange->loop->now + traffic->timeout);
    task_queue(exchange->loop, &exchange->task);
    bool is_stopped = loop_run(exchange->loop) < 0;
    for (size_t i = 0; i < BUCKETS; i++) {
        while (exchange->buckets[i])
            sender_end(exchange->buckets[i], YES);
    }
    return exchange->has_timed_out || (is_stopped && traffic->once) ? NO : YES;
}

int relay_datagrams(struct loop *loop, const struct listeners *listeners, const struct target *target,
                    const struct sockfam_address *bind)
{
    struct exchange *exchange = calloc(1, sizeof(*exchange));
    if (exchange)
        exchange->data = malloc(BATCH * ROOM);
    if (!exchange || !exchange->data) {
        report("out of memory");
        free(exchange);
        return NO;
    }
    exchange->loop = loop;
    exchange->traffic = listeners->traffic;
    exchange->ctx = listeners->ctx;
    exchange->target = target;
    exchange->a = &listeners->each[0].place.socket;
    exchange->bind = bind;
    int result = serve(exchange);
    free(exchange->data);
    free(exchange);
    return result;
}
