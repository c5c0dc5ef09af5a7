#include "shift.h"

/* The tracks that a row may slide along: the continued facets, at positions. */
typedef struct track {
    size_t at[KY_MAX_CELLS];    /* the position of each cell */
    size_t field[KY_MAX_CELLS]; /* at each position; n_fields for none */
    size_t n;                   /* positions */
} track;

typedef struct row {
    const ky_context *cx;
    const ky_str *cells;
    size_t n;
    ky_arena *arena;
} row;

static bool may_move_to(const ky_schema *s, size_t field)
{
    return field < s->n_fields && s->fields[field].continued && s->fields[field].n_vocabulary > 0;
}

static bool is_none(const row *r, size_t i)
{
    return ky_vocab_is_none(r->cx->vocab, r->cells[i]);
}

/* The field that cell i reaches after a step, or n_fields where it does not fit there. */
static size_t reached(const row *r, const track *t, size_t i, ptrdiff_t step)
{
    const ky_schema *s = r->cx->schema;
    ptrdiff_t to = (ptrdiff_t) t->at[i] + step;
    if (t->at[i] >= KY_MAX_CELLS || to < 0 || to >= (ptrdiff_t) t->n)
        return s->n_fields;
    size_t field = t->field[to];
    bool fits = may_move_to(s, field) && ky_vocab_has(r->cx->vocab, field, r->cells[i], r->arena);
    return fits ? field : s->n_fields;
}

static bool fits(const row *r, const track *t, ptrdiff_t step)
{
    for (size_t i = 0; i < r->n; i++)
        if (!is_none(r, i) && reached(r, t, i, step) == r->cx->schema->n_fields)
            return false;
    return true;
}

/* The one step, not 0, that fits; 0 where there is none or more than one. */
static ptrdiff_t only_step(const row *r, const track *t)
{
    ptrdiff_t found = 0;
    ptrdiff_t furthest = (ptrdiff_t) (r->n > t->n ? r->n : t->n);
    for (ptrdiff_t step = -furthest; step <= furthest; step++) {
        if (step == 0 || !fits(r, t, step))
            continue;
        if (found != 0)
            return 0;
        found = step;
    }
    return found;
}

static void file_track(const row *r, const ky_layout *l, track *t)
{
    t->n = l->n;
    for (size_t i = 0; i < r->n; i++)
        t->at[i] = i;
    for (size_t i = 0; i < l->n; i++)
        t->field[i] = l->field[i];
}

static void schema_track(const row *r, const ky_layout *l, track *t)
{
    const ky_schema *s = r->cx->schema;
    size_t rank[KY_MAX_FIELDS] = {0};
    t->n = 0;
    for (size_t i = 0; i < s->n_fields; i++) {
        rank[i] = KY_MAX_CELLS; /* not on this track */
        if (!may_move_to(s, i))
            continue;
        rank[i] = t->n;
        t->field[t->n++] = i;
    }
    for (size_t i = 0; i < r->n; i++) {
        size_t field = i < l->n ? l->field[i] : s->n_fields;
        t->at[i] = field < s->n_fields ? rank[field] : KY_MAX_CELLS;
    }
}

bool ky_shift_find(const ky_context *cx, const ky_layout *l, const ky_str *cells, size_t n,
                   ky_arena *arena, size_t *home)
{
    const row r = {cx, cells, n, arena};
    track t;
    file_track(&r, l, &t);
    bool empty = true;
    for (size_t i = 0; i < n; i++)
        empty = empty && is_none(&r, i);
    if (empty || fits(&r, &t, 0))
        return false;
    ptrdiff_t step = only_step(&r, &t);
    if (step == 0) {
        schema_track(&r, l, &t);
        step = only_step(&r, &t);
    }
    for (size_t i = 0; i < n && step != 0; i++)
        home[i] = is_none(&r, i) ? cx->schema->n_fields : reached(&r, &t, i, step);
    return step != 0;
}
