#include "hearing.h"

/* True where the spelling stands in the text as the form has it, or a word of that base form does;
 * how either sounds there is not known yet. */
static bool may_sound_so(const ky_form *f, const ja_analysis *a)
{
    ja_span s;
    if (ky_form_key(f).n == 0)
        return false;
    for (size_t i = 0; i < a->n && ky_form_is_base(f); i++)
        if (a->tokens[i].cls == JA_WORD && ky_str_eq(a->tokens[i].base, f->spelling))
            return true;
    return ky_form_find(f, a, 0, &s);
}

static bool asks_for_reading(const ky_forms *f, const ja_analysis *a)
{
    for (size_t i = 0; f != NULL && i < f->n; i++)
        if (may_sound_so(&f->items[i], a))
            return true;
    return false;
}

static bool must_hear(const ky_keywords *ks, const ja_analysis *a)
{
    for (size_t i = 0; i < ks->n; i++)
        for (size_t k = 0; k < ks->items[i].n_parts && !ks->items[i].excluded; k++)
            if (asks_for_reading(ks->items[i].parts[k].forms, a))
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
        if (!must_hear(ks, &st->texts[i].analysis))
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
