#include "record_bytes.h"

#include "base/varint.h"

/* The head of a cell: how many values, and whether notes follow them. */
enum { HAS_NOTES = 1, COUNT_SHIFT = 1 };

static void put_string(ky_str s, ky_buf *out)
{
    ky_put_varint(s.n, out);
    ky_buf_put(out, s);
}

static void put_cell(const ky_cell *c, ky_buf *out)
{
    ky_put_varint(((uint64_t) c->n << COUNT_SHIFT) | (c->notes == NULL ? 0 : HAS_NOTES), out);
    for (size_t i = 0; i < c->n; i++)
        put_string(c->values[i], out);
    for (size_t i = 0; c->notes != NULL && i < c->n; i++)
        put_string(c->notes[i], out);
}

void ky_record_write(const ky_record *r, const ky_schema *s, ky_buf *out)
{
    put_string(r->id, out);
    ky_put_varint(r->number, out);
    ky_put_varint(r->year, out);
    for (size_t i = 0; i < s->n_fields; i++)
        put_cell(&r->cells[i], out);
}

typedef struct reader {
    ky_str rest;
    ky_arena *arena;
    bool broken;
    bool starved; /* no memory */
} reader;

static uint64_t take_number(reader *rd, uint64_t max)
{
    uint64_t v = 0;
    if (rd->broken || !ky_get_varint(&rd->rest, &v) || v > max)
        rd->broken = true;
    return rd->broken ? 0 : v;
}

static ky_str take_string(reader *rd)
{
    size_t n = (size_t) take_number(rd, rd->rest.n);
    if (rd->broken || n > rd->rest.n || !ky_utf8_valid((ky_str){rd->rest.p, n}, NULL)) {
        rd->broken = true;
        return (ky_str){0};
    }
    ky_str s = ky_arena_str(rd->arena, (ky_str){rd->rest.p, n});
    rd->starved = rd->starved || s.p == NULL;
    rd->rest = ky_str_from(rd->rest, n);
    return s;
}

static ky_str *take_strings(reader *rd, size_t n)
{
    ky_str *list = rd->broken ? NULL : KY_ARENA_ARRAY(rd->arena, ky_str, n);
    rd->starved = rd->starved || (list == NULL && !rd->broken);
    for (size_t i = 0; list != NULL && i < n; i++)
        list[i] = take_string(rd);
    return list;
}

static bool is_number(ky_str s)
{
    enum { MOST_DIGITS = 18 };
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= MOST_DIGITS;
}

/* Every value is at least one byte, its length, so that no count promises more than there is. */
static void take_cell(reader *rd, ky_field_kind kind, ky_cell *c)
{
    uint64_t head = take_number(rd, ((uint64_t) rd->rest.n << COUNT_SHIFT) | HAS_NOTES);
    size_t n = (size_t) (head >> COUNT_SHIFT);
    if (kind != KY_FIELD_FACET && n > 1)
        rd->broken = true;
    c->values = take_strings(rd, n);
    if (head & HAS_NOTES)
        c->notes = take_strings(rd, n);
    c->n = rd->broken || rd->starved ? 0 : n;
    if (kind == KY_FIELD_NUMBER && c->n > 0 && !is_number(c->values[0]))
        rd->broken = true;
}

ky_rc ky_record_read(ky_str *bytes, const ky_schema *s, ky_arena *arena, ky_record *ret,
                     ky_err *err)
{
    reader rd = {.rest = *bytes, .arena = arena};
    ky_record r = {0};
    if (!ky_record_init(&r, s, arena))
        return ky_nomem(err);
    r.id = take_string(&rd);
    r.number = (uint32_t) take_number(&rd, UINT32_MAX);
    r.year = (uint32_t) take_number(&rd, UINT32_MAX);
    for (size_t i = 0; i < s->n_fields; i++)
        take_cell(&rd, s->fields[i].kind, &r.cells[i]);
    if (rd.starved)
        return ky_nomem(err);
    if (rd.broken)
        return ky_fail(err, KY_E_CORRUPT, "the index is damaged: a stored record cannot be read");
    *bytes = rd.rest;
    *ret = r;
    return KY_OK;
}
