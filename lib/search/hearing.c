#include "hearing.h"

static bool asks_for_reading(const ky_forms *f, ky_str text)
{
    for (size_t i = 0; f != NULL && i < f->n; i++)
        if (ky_form_key(&f->items[i]).n > 0 && ky_str_find(text, f->items[i].spelling) != SIZE_MAX)
            return true;
    return false;
}

static bool must_hear(const ky_keywords *ks, ky_str text)
{
    for (size_t i = 0; i < ks->n; i++)
        for (size_t k = 0; k < ks->items[i].n_parts && !ks->items[i].excluded; k++)
            if (asks_for_reading(ks->items[i].parts[k].forms, text))
                return true;
    return false;
}

/* The texts of the record, to be changed. */
static ky_stored_text *own_texts(ky_index *ix, ky_stored *st)
{
    ky_stored_text *texts = KY_ARENA_ARRAY(&ix->scratch, ky_stored_text, st->n_texts);
    if (texts != NULL && st->n_texts > 0)
        memcpy(texts, st->texts, st->n_texts * sizeof *texts);
    return texts;
}

ky_rc ky_hear(ky_index *ix, const ky_keywords *ks, ky_stored *st, ky_err *err)
{
    ky_stored_text *texts = NULL;
    for (size_t i = 0; i < st->n_texts; i++) {
        ky_str original = st->texts[i].analysis.text.original;
        if (!must_hear(ks, st->texts[i].analysis.text.folded))
            continue;
        if (texts == NULL)
            texts = own_texts(ix, st);
        if (texts == NULL)
            return ky_nomem(err);
        st->texts = texts;
        ky_rc rc = ja_analyse(ix->ja, original, &ix->scratch, &texts[i].analysis, err);
        if (rc != KY_OK)
            return rc;
    }
    return KY_OK;
}
