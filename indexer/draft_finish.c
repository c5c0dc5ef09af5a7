#include <inttypes.h>

#include "draft.h"
#include "draft_values.h"

static ky_place place_of(const ky_draft *d, size_t field)
{
    ky_place at = d->at;
    if (field < d->cx->schema->n_fields && d->places[field].line > 0) {
        at.line = d->places[field].line;
        at.column = d->places[field].column;
    }
    return at;
}

static bool is_empty(const ky_draft *d)
{
    for (size_t i = 0; i < d->cx->schema->n_fields; i++)
        if (d->record.cells[i].n > 0)
            return false;
    return true;
}

static ky_rc give_year(ky_draft *d, ky_err *err)
{
    if (d->dated)
        return KY_OK;
    if (d->cx->year == 0)
        return ky_fail(err, KY_E_NOT_FOUND, "nothing says which fiscal year it is of; give --year");
    d->record.year = d->cx->year;
    return KY_OK;
}

static void give_number(ky_draft *d)
{
    const ky_schema *s = d->cx->schema;
    if (d->at.numbered)
        return;
    d->record.number = (uint32_t) d->cx->begun;
    if (d->cx->exchange || s->number == s->n_fields)
        return;
    ky_report_add(d->cx->report, place_of(d, s->number), KY_FIND_NUMBER_MISSING, KY_LIT(""),
                  KY_LIT(""));
}

/* A second record with a number is kept: which of the two is wrong only a person can tell. Its id
 * gets the first free count after its position, so that both can be shown. */
static ky_rc give_other_id(ky_draft *d, ky_err *err)
{
    char id[64];
    char number[16];
    bool is_new = false;
    for (size_t count = d->cx->begun; !is_new; count++) {
        (void) snprintf(id, sizeof id, "%" PRIu32 "-%" PRIu32 "-%zu", d->record.year,
                        d->record.number, count);
        ky_rc rc = ky_idset_add(d->cx->ids, ky_str_of(id), &is_new, err);
        if (rc != KY_OK)
            return rc;
    }
    (void) snprintf(number, sizeof number, "%" PRIu32, d->record.number);
    ky_report_add(d->cx->report, place_of(d, d->cx->schema->number), KY_FIND_NUMBER_REPEATED,
                  ky_str_of(number), ky_str_of(number));
    d->record.id = ky_arena_str(d->arena, ky_str_of(id));
    return d->record.id.p == NULL ? ky_nomem(err) : KY_OK;
}

static ky_rc give_id(ky_draft *d, bool *ret_keep, ky_err *err)
{
    char made[32];
    bool is_new = false;
    (void) snprintf(made, sizeof made, "%" PRIu32 "-%" PRIu32, d->record.year, d->record.number);
    d->record.id = d->brought.n > 0 ? d->brought : ky_arena_str(d->arena, ky_str_of(made));
    if (d->record.id.p == NULL)
        return ky_nomem(err);
    ky_rc rc = ky_idset_add(d->cx->ids, d->record.id, &is_new, err);
    if (rc != KY_OK || is_new)
        return rc;
    if (d->brought.n == 0)
        return give_other_id(d, err);
    ky_report_add(d->cx->report, d->at, KY_FIND_ID_REPEATED, d->brought, KY_LIT(""));
    *ret_keep = false;
    return KY_OK;
}

static bool text_holds(const ky_draft *d, ky_str what)
{
    const ky_schema *s = d->cx->schema;
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_cell *c = &d->record.cells[i];
        if (s->fields[i].kind == KY_FIELD_TEXT && c->n > 0 &&
            ky_str_find(c->values[0], what) != SIZE_MAX)
            return true;
    }
    return false;
}

static bool facet_has(const ky_cell *c, ky_str value)
{
    for (size_t i = 0; i < c->n; i++)
        if (ky_str_eq(c->values[i], value))
            return true;
    return false;
}

static void check_rules(const ky_draft *d)
{
    const ky_schema *s = d->cx->schema;
    for (size_t i = 0; i < s->n_rules; i++) {
        const ky_rule *r = &s->rules[i];
        if (!text_holds(d, r->contains) || facet_has(&d->record.cells[r->field], r->value))
            continue;
        ky_report_rule(d->cx->report, place_of(d, r->field), r->id, ky_draft_joined(d, r->field),
                       r->value);
    }
}

ky_rc ky_draft_finish(ky_draft *d, ky_record *ret, bool *ret_keep, ky_err *err)
{
    const ky_schema *s = d->cx->schema;
    bool keep = !is_empty(d);
    if (!keep) {
        ky_report_add(d->cx->report, d->at, KY_FIND_EMPTY_RECORD, KY_LIT(""), KY_LIT(""));
        *ret_keep = false;
        return KY_OK;
    }
    ky_rc rc = give_year(d, err);
    if (rc != KY_OK)
        return rc;
    give_number(d);
    rc = give_id(d, &keep, err);
    if (rc != KY_OK)
        return rc;
    if (d->record.cells[s->title].n == 0)
        ky_report_add(d->cx->report, place_of(d, s->title), KY_FIND_NAME_MISSING, KY_LIT(""),
                      KY_LIT(""));
    check_rules(d);
    d->cx->records += keep ? 1 : 0;
    *ret = d->record;
    *ret_keep = keep;
    return KY_OK;
}
