#include "command.h"

#include "view.h"

static void put_json(const cli_call *call, const cli_answer *answer)
{
    if (call->screen.terminal)
        cli_put_json_safely(call->out, ky_buf_str(&answer->text));
    else
        ky_buf_put(call->out, ky_buf_str(&answer->text));
    ky_buf_putc(call->out, '\n');
}

static cli_exit exit_of(const cli_answer *answer)
{
    return json_integer_value(json_object_get(answer->json, "total")) > 0 ? CLI_FOUND : CLI_NOTHING;
}

ky_rc cli_run_search(const cli_call *call, cli_exit *ret, ky_err *err)
{
    KY_CLEANUP(cli_answer_fini) cli_answer answer = {0};
    ky_rc rc =
        cli_source_search(call->source, call->args->params, call->args->n_params, &answer, err);
    if (rc != KY_OK)
        return rc;
    const json_t *hits = json_object_get(answer.json, "hits");
    if (call->format == CLI_FORMAT_JSON)
        put_json(call, &answer);
    else if (call->format == CLI_FORMAT_JSONL)
        rc = cli_put_json_lines(call->out, hits, call->screen.terminal, err);
    else if (call->format == CLI_FORMAT_TABLE)
        cli_view_hits(call->out, &call->screen, call->fields, answer.json);
    else
        cli_put_records(call->out, call->format, call->fields, hits);
    *ret = exit_of(&answer);
    return rc;
}

/* Counts alone are asked for, and all of them. */
static ky_rc ask_counts(const cli_call *call, cli_answer *ret, ky_err *err)
{
    static const ky_param counts_only[] = {
        {{"limit", 5}, {"0", 1}}, {{"facets", 6}, {"*", 1}}, {{"facet_limit", 11}, {"1000", 4}}};
    const cli_args *a = call->args;
    size_t n = KY_LEN(counts_only);
    ky_param params[KY_MAX_PARAMS];
    if (a->n_params + n > KY_MAX_PARAMS)
        return ky_fail(err, KY_E_INVALID, "more than %d options", KY_MAX_PARAMS);
    memcpy(params, counts_only, sizeof counts_only);
    for (size_t i = 0; i < a->n_params; i++)
        params[n++] = a->params[i];
    return cli_source_search(call->source, params, n, ret, err);
}

ky_rc cli_run_facets(const cli_call *call, cli_exit *ret, ky_err *err)
{
    KY_CLEANUP(cli_answer_fini) cli_answer answer = {0};
    ky_rc rc = ask_counts(call, &answer, err);
    if (rc != KY_OK)
        return rc;
    const json_t *facets = json_object_get(answer.json, "facets");
    if (call->format == CLI_FORMAT_JSON)
        put_json(call, &answer);
    else if (call->format == CLI_FORMAT_JSONL)
        rc = cli_put_json_counts(call->out, facets, call->screen.terminal, err);
    else if (call->format == CLI_FORMAT_TABLE)
        cli_view_facets(call->out, &call->screen, call->fields, answer.json);
    else
        cli_put_counts(call->out, call->format, facets);
    *ret = exit_of(&answer);
    return rc;
}

ky_rc cli_run_suggest(const cli_call *call, cli_exit *ret, ky_err *err)
{
    KY_CLEANUP(cli_answer_fini) cli_answer answer = {0};
    ky_rc rc =
        cli_source_suggest(call->source, call->args->params, call->args->n_params, &answer, err);
    if (rc != KY_OK)
        return rc;
    const json_t *list = json_object_get(answer.json, "suggestions");
    if (call->format == CLI_FORMAT_JSON)
        put_json(call, &answer);
    else if (call->format == CLI_FORMAT_JSONL)
        rc = cli_put_json_lines(call->out, list, call->screen.terminal, err);
    else if (call->format == CLI_FORMAT_TABLE)
        cli_view_suggestions(call->out, &call->screen, call->fields, answer.json);
    else
        cli_put_suggestions(call->out, call->format, list);
    *ret = json_array_size(list) > 0 ? CLI_FOUND : CLI_NOTHING;
    return rc;
}

ky_rc cli_run_show(const cli_call *call, cli_exit *ret, ky_err *err)
{
    KY_CLEANUP(cli_answer_fini) cli_answer answer = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *one = json_array();
    const char *id = call->args->opts.args[0];
    ky_rc rc = cli_source_record(call->source, ky_str_of(id), &answer, err);
    if (rc == KY_E_NOT_FOUND || rc == KY_E_INVALID)
        return ky_prefix(err, rc, id);
    if (rc != KY_OK)
        return rc;
    if (one == NULL || json_array_append(one, answer.json) != 0)
        return ky_nomem(err);
    if (call->format == CLI_FORMAT_JSON || call->format == CLI_FORMAT_JSONL)
        put_json(call, &answer);
    else if (call->format == CLI_FORMAT_TABLE)
        cli_view_record(call->out, &call->screen, call->fields, answer.json);
    else
        cli_put_records(call->out, call->format, call->fields, one);
    *ret = CLI_FOUND;
    return KY_OK;
}
