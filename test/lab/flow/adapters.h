/* SPDX-License-Identifier: MIT */
/* The two Bluetooth adapters that `devices` has made. */
#ifndef LAB_ADAPTERS_H
#define LAB_ADAPTERS_H

struct adapter {
    char address[18]; /* as the kernel has it, in the order of text */
};

/* By the kernel's own ioctl; ends the flow if the adapter is not there. */
struct adapter adapter(unsigned index);

/* Up or down. */
void adapter_power(unsigned index, int on);

/* Lets the adapter be found and called by classic devices. */
void adapter_scan(unsigned index);

/* A command of the management interface, which must succeed: at most 32 bytes of parameters. */
void adapter_manage(unsigned index, unsigned command, const void *parameters, unsigned size);

#endif
