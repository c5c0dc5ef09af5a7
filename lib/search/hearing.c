#include "hearing.h"

static bool stands(const ky_form *f, const ky_stored *st)
{
    for (size_t i = 0; i < st->n_texts; i++)
        if (ky_str_find(st->texts[i].analysis.text.folded, f->spelling) != SIZE_MAX)
            return true;
    return false;
}

static bool must_hear(const ky_keyword *k, const ky_stored *st)
{
    for (size_t i = 0; i < k->n_parts && !k->excluded; i++) {
        const ky_forms *f = k->parts[i].forms;
        for (size_t n = 0; f != NULL && n < f->n; n++)
            if (ky_form_key(&f->items[n]).n > 0 && stands(&f->items[n], st))
                return true;
    }
    return false;
}

static ky_rc analyse_again(ky_index *ix, ky_stored *st, ky_err *err)
{
    ky_stored_text *texts = KY_ARENA_ARRAY(&ix->scratch, ky_stored_text, st->n_texts);
    if (texts == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < st->n_texts; i++) {
        texts[i] = st->texts[i];
        ky_rc rc = ja_analyse(ix->ja, texts[i].analysis.text.original, &ix->scratch,
                              &texts[i].analysis, err);
        if (rc != KY_OK)
            return rc;
    }
    st->texts = texts;
    return KY_OK;
}

ky_rc ky_hear(ky_index *ix, const ky_keywords *ks, ky_stored *st, ky_err *err)
{
    for (size_t i = 0; i < ks->n; i++)
        if (must_hear(&ks->items[i], st))
            return analyse_again(ix, st, err);
    return KY_OK;
}
