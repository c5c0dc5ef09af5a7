/* What the daemon can be told, from flags and from the configuration file. */
#ifndef SEARCHD_OPTIONS_H
#define SEARCHD_OPTIONS_H

#include "address.h"
#include "base/opt.h"
#include "log.h"
#include "pages/language.h"
#include "sd_limits.h"

/* Immutable once read. Texts are NUL-terminated and live in the arena given to config_read(). */
typedef struct config {
    const char *index;
    const char *dictionary;
    const char *data; /* NULL: beside the running program */
    address listen[SD_MAX_LISTENERS];
    size_t n_listen;
    bool listen_given;      /* false: the default, which sockets from systemd replace */
    const char *public_url; /* NULL: none is given */
    const ky_str *origins;
    size_t n_origins;
    uint32_t threads;
    uint32_t max_connections;
    uint32_t idle_seconds;
    uint32_t kiosk_seconds; /* without a touch, of /kiosk */
    language kiosk_language;
    uint64_t query_us;
    log_level level;
    bool check_only;
    bool help;
    bool version;
} config;

extern const ky_opt_table config_options;

/* Errors INVALID names the option, or file and line, and what is accepted; NOT_FOUND, IO: the file
 * cannot be read; NOMEM. */
ky_rc config_read(int argc, char *const *argv, ky_arena *arena, config *ret, ky_err *err);

#endif
