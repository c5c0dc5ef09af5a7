#include "report.h"

#include <errno.h>

#include "base/buf.h"
#include "report_json.h"

enum { SHOWN_CHARACTERS = 48 }; /* of a cell in a line for a person */

typedef struct rule_count {
    ky_str rule; /* owned */
    size_t n;
} rule_count;

struct ky_report {
    FILE *text;
    void (*before)(void *arg); /* called before anything is printed; may be NULL */
    void *before_arg;
    ky_report_json *json;
    char *file;
    int width; /* of the place column */
    size_t repairs;
    size_t doubts;
    size_t counts[KY_FINDINGS];
    rule_count *rules; /* of the schema, as far as they found something */
    size_t n_rules;
    size_t cap_rules;
    ky_rc failed;
    ky_err err;
};

static void clear_table(ky_report *r)
{
    for (size_t i = 0; i < r->n_rules; i++)
        free((char *) r->rules[i].rule.p);
    r->n_rules = 0;
    r->repairs = 0;
    r->doubts = 0;
    memset(r->counts, 0, sizeof r->counts);
    free(r->file);
    r->file = NULL;
}

void ky_report_free(ky_report *r)
{
    if (r == NULL)
        return;
    clear_table(r);
    free(r->rules);
    ky_report_json_free(r->json);
    free(r);
}

void ky_report_before_text(ky_report *r, void (*before)(void *arg), void *arg)
{
    r->before = before;
    r->before_arg = arg;
}

ky_rc ky_report_new(FILE *text, const char *json, ky_report **ret, ky_err *err)
{
    KY_CLEANUP(ky_report_free_p) ky_report *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ky_nomem(err);
    r->text = text;
    if (json != NULL) {
        ky_rc rc = ky_report_json_open(json, &r->json, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret = KY_STEAL(r);
    return KY_OK;
}

static void fail_nomem(ky_report *r)
{
    if (r->failed == KY_OK)
        r->failed = ky_nomem(&r->err);
}

void ky_report_table_begin(ky_report *r, const char *file)
{
    clear_table(r);
    r->file = strdup(file);
    if (r->file == NULL)
        fail_nomem(r);
    r->width = (int) strlen(file) + 7; /* room for :LINE:C of most tables */
}

static void put_text(ky_report *r, const ky_buf *b)
{
    if (!ky_buf_ok(b))
        fail_nomem(r);
    if (r->failed != KY_OK || b->n == 0)
        return;
    if (r->before != NULL)
        r->before(r->before_arg);
    if (fwrite(b->p, 1, b->n, r->text) != b->n)
        r->failed = ky_fail_errno(&r->err, "standard output");
}

/* A cell on one line, cut where it is long. */
static void put_cell(ky_buf *b, ky_str cell, const char *if_empty)
{
    if (cell.n == 0) {
        ky_buf_puts(b, if_empty);
        return;
    }
    ky_buf_puts(b, "\u300C");
    size_t at = 0;
    for (size_t shown = 0; at < cell.n && shown < SHOWN_CHARACTERS; shown++) {
        size_t len;
        uint32_t c = ky_utf8_next(ky_str_from(cell, at), &len);
        if (c == '\n')
            ky_buf_puts(b, "\u21B5");
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            ky_buf_putc(b, ' ');
        else
            ky_buf_put_utf8(b, c);
        at += len;
    }
    ky_buf_puts(b, at < cell.n ? "…\u300D" : "\u300D");
}

static void print_finding(ky_report *r, ky_place p, bool doubt, ky_str rule, ky_str found,
                          ky_str made, const char *why)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf place = {0};
    char number[16] = "-";
    ky_buf_printf(&place, "%s:%zu:%zu", r->file == NULL ? "" : r->file, p.line, p.column);
    if (p.numbered)
        (void) snprintf(number, sizeof number, "#%u", (unsigned) p.number);
    ky_buf_printf(&b, "%-*s  %-6s  %-5s  %-18.*s  ", r->width, place.p == NULL ? "" : place.p,
                  doubt ? "doubt" : "repair", number, KY_FMT(rule));
    put_cell(&b, found, "(empty)");
    if (!ky_str_eq(found, made) || !doubt) {
        ky_buf_puts(&b, " → ");
        put_cell(&b, made, "(nothing)");
    }
    if (doubt)
        ky_buf_printf(&b, "  %s", why);
    ky_buf_putc(&b, '\n');
    put_text(r, &b);
}

void ky_report_add(ky_report *r, ky_place p, ky_finding f, ky_str found, ky_str made)
{
    const ky_finding_spec *spec = ky_finding_of(f);
    bool doubt = ky_finding_is_doubt(f);
    r->counts[f]++;
    *(doubt ? &r->doubts : &r->repairs) += 1;
    if (r->text != NULL)
        print_finding(r, p, doubt, ky_str_of(spec->rule), found, made, spec->text);
    if (r->json != NULL)
        ky_report_json_add(r->json, doubt, p, ky_str_of(spec->rule), found, made);
}

static void count_rule(ky_report *r, ky_str rule)
{
    size_t i = 0;
    while (i < r->n_rules && !ky_str_eq(r->rules[i].rule, rule))
        i++;
    if (i == r->n_rules) {
        char *copy = strndup(rule.p, rule.n);
        if (copy == NULL || !KY_GROW(r->rules, r->cap_rules, i + 1)) {
            free(copy);
            fail_nomem(r);
            return;
        }
        r->rules[r->n_rules++] = (rule_count){.rule = {copy, rule.n}};
    }
    r->rules[i].n++;
}

void ky_report_rule(ky_report *r, ky_place p, ky_str rule, ky_str found, ky_str wanted)
{
    KY_CLEANUP(ky_buf_fini) ky_buf why = {0};
    r->doubts++;
    count_rule(r, rule);
    ky_buf_printf(&why, "by its text one expects %.*s; kept", KY_FMT(wanted));
    if (r->text != NULL)
        print_finding(r, p, true, rule, found, found, ky_buf_ok(&why) ? why.p : "");
    if (r->json != NULL)
        ky_report_json_add(r->json, true, p, rule, found, found);
}

static void put_count(ky_buf *b, ky_str rule, size_t n, bool doubt, const char *text)
{
    ky_buf_printf(b, "  %7zu  %-6s  %-18.*s  %s\n", n, doubt ? "doubt" : "repair", KY_FMT(rule),
                  text);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static void print_summary(ky_report *r, size_t lines, size_t records, const char *refused)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_printf(&b, "%s: %zu line%s, %zu record%s, %zu repair%s, %zu doubt%s\n",
                  r->file == NULL ? "" : r->file, lines, plural(lines), records, plural(records),
                  r->repairs, plural(r->repairs), r->doubts, plural(r->doubts));
    for (ky_finding f = 0; f < KY_FINDINGS; f++) {
        const ky_finding_spec *spec = ky_finding_of(f);
        if (r->counts[f] > 0)
            put_count(&b, ky_str_of(spec->rule), r->counts[f], ky_finding_is_doubt(f), spec->text);
    }
    for (size_t i = 0; i < r->n_rules; i++)
        put_count(&b, r->rules[i].rule, r->rules[i].n, true, "a rule of the schema; kept");
    if (refused != NULL)
        ky_buf_printf(&b, "  refused: %s\n", refused);
    put_text(r, &b);
}

ky_rc ky_report_check(const ky_report *r, ky_err *err)
{
    if (r->failed == KY_OK)
        return r->json == NULL ? KY_OK : ky_report_json_check(r->json, err);
    if (err != NULL)
        *err = r->err;
    return r->failed;
}

ky_rc ky_report_table_end(ky_report *r, size_t lines, size_t records, const char *refused,
                          ky_err *err)
{
    if (r->text != NULL)
        print_summary(r, lines, records, refused);
    if (r->json != NULL)
        ky_report_json_table(r->json, r->file == NULL ? "" : r->file, lines, records, refused);
    return ky_report_check(r, err);
}

size_t ky_report_repairs(const ky_report *r)
{
    return r->repairs;
}

size_t ky_report_doubts(const ky_report *r)
{
    return r->doubts;
}

ky_rc ky_report_close(ky_report *r, ky_err *err)
{
    ky_rc json = r->json == NULL ? KY_OK : ky_report_json_close(r->json, err);
    if (r->text != NULL && r->failed == KY_OK && fflush(r->text) != 0)
        r->failed = ky_fail_errno(&r->err, "standard output");
    return json != KY_OK ? json : ky_report_check(r, err);
}
