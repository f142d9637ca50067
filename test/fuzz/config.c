/* SPDX-License-Identifier: MIT */
/* Fuzz target: any bytes as a config, up to the first NUL, and the rest as a drop-in beside it. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/config/config.h"

static void use_family(const struct sf_config *config, const struct sf_config_family *family)
{
    struct sf_list folders;
    char candidate[SF_CONFIG_PATH_SIZE];
    fuzz_check(family->name, NULL);
    if (family->problem)
        fuzz_message(family->problem);
    if (!family->plugin || strcmp(family->plugin, SF_CONFIG_BUILTIN) == 0)
        return;
    struct sf_config_search search = sf_config_search(config, family);
    while (sf_config_candidate(&search, candidate))
        fuzz_check(memchr(candidate, '\0', sizeof(candidate)), NULL);
    sf_config_say_folders(config, family, &folders);
    fuzz_check(memchr(folders.text, '\0', sizeof(folders.text)), NULL);
}

static void use_config(const struct sf_config *config)
{
    for (size_t i = 0; i < config->family_count; i++) {
        use_family(config, &config->families[i]);
        fuzz_check(i == 0 || strcmp(config->families[i - 1].name, config->families[i].name) < 0, NULL);
    }
    for (size_t i = 0; i < config->problems.count; i++)
        fuzz_message(config->problems.all[i]);
    char *shown = sf_config_show(config);
    fuzz_check(shown, NULL);
    free(shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sockfam_error error = { .kind = SOCKFAM_ERROR_NONE };
    struct sf_config config;
    const uint8_t *nul = size ? memchr(data, '\0', size) : NULL;
    uint8_t *bytes = (uint8_t *)(uintptr_t)data; /* never written through */
    struct fuzz_bytes first = { bytes, nul ? (size_t)(nul - data) : size };
    struct fuzz_bytes second = { nul ? bytes + first.size + 1 : NULL, nul ? size - first.size - 1 : 0 };
    int result = sf_config_init(&config, fuzz_files(first, second), "/fuzz/sockfam.json", &error);
    if (result < 0)
        fuzz_refusal(result, &error, size);
    else
        use_config(&config);
    sf_config_deinit(&config);
    return 0;
}
