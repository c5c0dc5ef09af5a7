#include "hearing.h"

enum { MAX_PLACES = 16 }; /* of one text, that one word alone is heard at */

/* What is heard in one text. */
typedef struct text_heard {
    ja_heard places[MAX_PLACES];
    size_t n;
    bool again; /* it has to be analysed */
    bool asked; /* some spelling stands there that must sound so */
} text_heard;

/* One record under way. */
typedef struct hearer {
    ky_index *ix;
    uint32_t docid;
    ky_stored *st;
    text_heard *texts;
    ky_err *err;
} hearer;

/* Where a spelling stands in the record: the first place, and how many there are. */
typedef struct places {
    size_t text;
    ja_span first;
    size_t n;
} places;

static places find_places(const ky_stored *st, const ky_form *f)
{
    places p = {0};
    ja_span s;
    for (size_t i = 0; i < st->n_texts; i++) {
        const ja_analysis *a = &st->texts[i].analysis;
        for (uint32_t from = 0; ky_form_find(f, a, from, &s); from = s.end)
            if (p.n++ == 0)
                p = (places){i, s, 1};
    }
    return p;
}

static bool is_behind(const ja_heard *a, const ja_heard *b)
{
    return a->start > b->start || (a->start == b->start && a->end > b->end);
}

static void add_place(text_heard *t, ja_span s, ky_str key)
{
    const ja_heard place = {s.start, s.end, key, JA_HOLD_BORDERS, false};
    size_t at = t->n;
    if (t->n == MAX_PLACES) {
        t->again = true;
        return;
    }
    for (; at > 0 && is_behind(&t->places[at - 1], &place); at--)
        t->places[at] = t->places[at - 1];
    t->places[at] = place;
    t->n++;
}

static bool stands_in(const ja_analysis *a, const ky_form *f)
{
    ja_span s;
    return ky_form_find(f, a, 0, &s);
}

/* A spelling that stands once in the record sounds as the index says; of several places the texts
 * have to tell. */
static ky_rc hear_form(const hearer *h, const ky_form *f)
{
    xapc_error xe;
    bool sounds = false;
    places p = find_places(h->st, f);
    if (p.n == 0)
        return KY_OK;
    ky_rc rc = ky_xapian_rc(
        xapc_database_has_posting(h->ix->db, ky_bytes(f->terms[0]), h->docid, &sounds, &xe), &xe,
        h->err);
    if (rc == KY_OK && sounds && p.n == 1)
        add_place(&h->texts[p.text], p.first, ky_form_key(f));
    for (size_t i = 0; i < h->st->n_texts; i++) {
        bool here = i == p.text || (p.n > 1 && stands_in(&h->st->texts[i].analysis, f));
        h->texts[i].asked = h->texts[i].asked || here;
        h->texts[i].again = h->texts[i].again || (here && sounds && p.n > 1);
    }
    return rc;
}

static ky_rc hear_part(const hearer *h, const ky_part *part)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; part->forms != NULL && i < part->forms->n && rc == KY_OK; i++)
        if (ky_form_key(&part->forms->items[i]).n > 0)
            rc = hear_form(h, &part->forms->items[i]);
    return rc;
}

/* What is known to be a word for its cuts (JA_HOLD_RAGGED) stays. */
static ky_rc add_heard(const hearer *h, const text_heard *t, ja_analysis *a)
{
    ja_heard *all = KY_ARENA_ARRAY(&h->ix->scratch, ja_heard, a->n_heard + t->n);
    size_t n = 0;
    size_t own = 0;
    if (all == NULL)
        return ky_nomem(h->err);
    for (size_t i = 0; i < t->n; i++) {
        while (own < a->n_heard && !is_behind(&a->heard[own], &t->places[i]))
            all[n++] = a->heard[own++];
        all[n++] = t->places[i];
    }
    while (own < a->n_heard)
        all[n++] = a->heard[own++];
    a->heard = all;
    a->n_heard = n;
    a->sounds = true;
    return KY_OK;
}

/* The texts of the record, to be changed. */
static ky_stored_text *own_texts(ky_index *ix, const ky_stored *st)
{
    ky_stored_text *texts = KY_ARENA_ARRAY(&ix->scratch, ky_stored_text, st->n_texts);
    if (texts != NULL && st->n_texts > 0)
        memcpy(texts, st->texts, st->n_texts * sizeof *texts);
    return texts;
}

static ky_rc tell(const hearer *h)
{
    ky_rc rc = KY_OK;
    ky_stored_text *texts = own_texts(h->ix, h->st);
    if (texts == NULL)
        return ky_nomem(h->err);
    for (size_t i = 0; i < h->st->n_texts && rc == KY_OK; i++) {
        ja_analysis *a = &texts[i].analysis;
        if (h->texts[i].again)
            rc = ja_analyse(h->ix->ja, a->text.original, &h->ix->scratch, a, h->err);
        else if (h->texts[i].asked)
            rc = add_heard(h, &h->texts[i], a);
    }
    h->st->texts = texts;
    return rc;
}

ky_rc ky_hear(ky_index *ix, const ky_keywords *ks, uint32_t docid, ky_stored *st, ky_err *err)
{
    text_heard *texts = KY_ARENA_ARRAY(&ix->scratch, text_heard, st->n_texts);
    const hearer h = {ix, docid, st, texts, err};
    ky_rc rc = texts == NULL ? ky_nomem(err) : KY_OK;
    for (size_t i = 0; i < ks->n; i++)
        for (size_t k = 0; k < ks->items[i].n_parts && !ks->items[i].excluded && rc == KY_OK; k++)
            rc = hear_part(&h, &ks->items[i].parts[k]);
    return rc == KY_OK ? tell(&h) : rc;
}
