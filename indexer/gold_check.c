#include "gold.h"
#include "program.h"

static void put_numbers(ky_buf *out, const ky_gold_numbers *l)
{
    for (size_t i = 0; i < l->n; i++)
        ky_buf_printf(out, " %u", l->items[i]);
    if (l->n == 0)
        ky_buf_puts(out, " nothing");
}

static void complain_about(void *payload, const ky_gold_line *line)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    size_t *bad = payload;
    if (line->right)
        return;
    (*bad)++;
    ky_buf_printf(&text, "gold: '%.*s' should find", KY_FMT(line->q));
    put_numbers(&text, line->wanted);
    ky_buf_puts(&text, ", finds");
    put_numbers(&text, line->found);
    ky_complain("%s", ky_buf_str(&text).p);
}

ky_rc ky_gold_check(ky_index *ix, const char *path, size_t *ret_bad, ky_err *err)
{
    size_t bad = 0;
    ky_rc rc = ky_gold_ask(ix, path, complain_about, &bad, err);
    if (rc == KY_OK)
        *ret_bad = bad;
    return rc;
}
