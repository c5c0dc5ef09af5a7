#include "source.h"

#include "source_kind.h"

struct cli_source {
    const cli_source_kind *kind;
    void *self;
};

void cli_answer_fini(cli_answer *a)
{
    json_decref(a->json);
    ky_buf_fini(&a->text);
    *a = (cli_answer){0};
}

ky_rc cli_source_open(const cli_place *place, cli_source **ret, ky_err *err)
{
    KY_CLEANUP(cli_source_free_p) cli_source *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ky_nomem(err);
    s->kind = place->server == NULL ? &cli_index_kind : &cli_daemon_kind;
    ky_rc rc = place->server == NULL ? cli_index_open(place, &s->self, err)
                                     : cli_daemon_open(place, &s->self, err);
    if (rc != KY_OK)
        return rc;
    *ret = KY_STEAL(s);
    return KY_OK;
}

void cli_source_free(cli_source *s)
{
    if (s == NULL)
        return;
    if (s->self != NULL)
        s->kind->free(s->self);
    free(s);
}

ky_rc cli_source_schema(cli_source *s, cli_answer *ret, ky_err *err)
{
    return s->kind->schema(s->self, ret, err);
}

ky_rc cli_source_search(cli_source *s, const ky_param *params, size_t n, cli_answer *ret,
                        ky_err *err)
{
    return s->kind->search(s->self, params, n, ret, err);
}

ky_rc cli_source_suggest(cli_source *s, const ky_param *params, size_t n, cli_answer *ret,
                         ky_err *err)
{
    return s->kind->suggest(s->self, params, n, ret, err);
}

ky_rc cli_source_record(cli_source *s, ky_str id, cli_answer *ret, ky_err *err)
{
    return s->kind->record(s->self, id, ret, err);
}
