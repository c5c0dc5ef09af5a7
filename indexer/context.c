#include "context.h"

ky_rc ky_context_line(ky_context *cx, ky_line *ret, bool *ret_more, ky_err *err)
{
    ky_line line;
    ky_rc rc = ky_source_line(cx->source, &line, ret_more, err);
    if (rc != KY_OK || !*ret_more)
        return rc;
    const ky_place at = {.line = line.number, .column = 1};
    if (line.bom)
        ky_report_add(cx->report, at, KY_FIND_BOM, KY_LIT("\xEF\xBB\xBF"), KY_LIT(""));
    if (line.crlf && !cx->line_ends_told) {
        ky_report_add(cx->report, at, KY_FIND_LINE_END, KY_LIT("\r\n"), KY_LIT("\n"));
        cx->line_ends_told = true;
    }
    *ret = line;
    return KY_OK;
}

size_t ky_context_role(const ky_context *cx, ky_str key)
{
    if (ky_str_eq(key, KY_LIT("number")))
        return cx->schema->number;
    return ky_str_eq(key, KY_LIT("year")) ? cx->schema->year : cx->schema->n_fields;
}
