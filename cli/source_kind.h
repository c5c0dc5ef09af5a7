/* What a kind of source has to do; for source.c and the kinds. */
#ifndef KY_CLI_SOURCE_KIND_H
#define KY_CLI_SOURCE_KIND_H

#include "source.h"

typedef struct cli_source_kind {
    void (*free)(void *self);
    ky_rc (*schema)(void *self, cli_answer *ret, ky_err *err);
    ky_rc (*search)(void *self, const ky_param *params, size_t n, cli_answer *ret, ky_err *err);
    ky_rc (*suggest)(void *self, const ky_param *params, size_t n, cli_answer *ret, ky_err *err);
    ky_rc (*record)(void *self, ky_str id, cli_answer *ret, ky_err *err);
} cli_source_kind;

extern const cli_source_kind cli_index_kind;
extern const cli_source_kind cli_daemon_kind;

ky_rc cli_index_open(const cli_place *place, void **ret, ky_err *err);
ky_rc cli_daemon_open(const cli_place *place, void **ret, ky_err *err);

#endif
