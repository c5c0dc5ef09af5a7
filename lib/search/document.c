#include "document.h"

#include <inttypes.h>
#include <stdio.h>

#include "ja/terms.h"
#include "layout.h"
#include "runs.h"
#include "stored.h"

static size_t count_texts(const ky_record *r, const ky_schema *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_fields; i++)
        n += s->fields[i].weight > 0 ? r->cells[i].n : 0;
    return n;
}

bool ky_record_texts(const ky_record *r, const ky_schema *s, ky_arena *arena,
                     const ky_text_ref **ret, size_t *ret_n)
{
    ky_text_ref *refs = KY_ARENA_ARRAY(arena, ky_text_ref, count_texts(r, s));
    if (refs == NULL)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_field *f = &s->fields[i];
        const ky_cell *c = &r->cells[i];
        const ky_str *texts = f->kind == KY_FIELD_TEXT ? c->values : c->notes;
        for (size_t v = 0; f->weight > 0 && texts != NULL && v < c->n; v++)
            if (texts[v].n > 0)
                refs[n++] = (ky_text_ref){i, texts[v], f->weight};
    }
    *ret = refs;
    *ret_n = n;
    return true;
}

typedef struct posting_sink {
    xapc_document *doc;
    uint32_t base; /* position before the first of this text */
    uint32_t last;
    uint32_t weight;
} posting_sink;

static ky_rc add_term(void *payload, const ja_term *t, ky_err *err)
{
    posting_sink *sink = payload;
    xapc_error xe;
    xapc_bytes term = ky_bytes(t->text);
    uint32_t wdf = ja_term_ranks(t) ? sink->weight : 0;
    if (t->position == 0)
        return ky_xapian_rc(xapc_document_add_term(sink->doc, term, wdf, &xe), &xe, err);
    uint32_t position = sink->base + t->position + 1;
    sink->last = position > sink->last ? position : sink->last;
    return ky_xapian_rc(xapc_document_add_posting(sink->doc, term, position, wdf, &xe), &xe, err);
}

/* Where sounds go. */
typedef struct sound_sink {
    xapc_document *doc;
    ky_str last; /* the place of the text that was visited last */
} sound_sink;

/* What is too long to be a term is too long to be typed by its sound. */
static ky_rc add_sound(const sound_sink *sink, const ja_sound *s, uint32_t wdf, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    xapc_error xe;
    ky_term_sound(s, &term);
    ky_rc rc = ky_buf_check(&term, err);
    if (rc != KY_OK || term.n > JA_MAX_TERM_BYTES)
        return rc;
    return ky_xapian_rc(xapc_document_add_term(sink->doc, ky_bytes(ky_buf_str(&term)), wdf, &xe),
                        &xe, err);
}

/* A word's readings follow each other, the likeliest first: the wdf counts where it is that. */
static ky_rc add_word(void *payload, const ja_sound *s, ky_err *err)
{
    sound_sink *sink = payload;
    bool likeliest = s->spelling.p != sink->last.p || s->spelling.n != sink->last.n;
    sink->last = s->spelling;
    return add_sound(sink, s, likeliest, err);
}

static ky_rc add_run(void *payload, ky_str spelling, ky_str key, ky_err *err)
{
    const ja_sound s = {JA_SOUND_RUN, key, spelling, true};
    return add_sound(payload, &s, 1, err);
}

static ky_rc add_sounds(xapc_document *doc, const ja_analysis *a, ky_err *err)
{
    sound_sink sink = {.doc = doc};
    ky_rc rc = ja_sounds(a, false, add_word, &sink, err);
    return rc == KY_OK ? ky_runs(a, add_run, &sink, err) : rc;
}

/* What one pass over the texts gives besides the terms. */
typedef struct gathered {
    ky_buf data;    /* the document's stored data */
    ky_buf reading; /* of the title */
} gathered;

static void gathered_fini(gathered *g)
{
    ky_buf_fini(&g->data);
    ky_buf_fini(&g->reading);
}

static ky_rc add_texts(xapc_document *doc, xapc_document *sounds, const ky_record *r,
                       const ky_schema *s, ja_analyser *ja, ky_arena *scratch, gathered *g,
                       ky_err *err)
{
    const ky_text_ref *refs = NULL;
    size_t n = 0;
    if (!ky_record_texts(r, s, scratch, &refs, &n))
        return ky_nomem(err);
    posting_sink sink = {.doc = doc};
    for (size_t i = 0; i < n; i++) {
        ja_analysis a;
        ky_rc rc = ja_analyse(ja, refs[i].text, scratch, &a, err);
        sink.weight = refs[i].weight;
        if (rc == KY_OK)
            rc = ja_terms(&a, add_term, &sink, err);
        if (rc == KY_OK)
            rc = add_sounds(sounds, &a, err);
        if (rc != KY_OK)
            return rc;
        sink.base = sink.last + KY_FIELD_GAP;
        ky_stored_add(&a, &g->data);
        if (refs[i].field == s->title)
            ja_reading(&a, &g->reading);
    }
    return KY_OK;
}

static ky_rc add_boolean(xapc_document *doc, const ky_buf *term, ky_err *err)
{
    xapc_error xe;
    ky_rc rc = ky_buf_check(term, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_document_add_boolean_term(doc, ky_bytes(ky_buf_str(term)), &xe), &xe,
                        err);
}

static ky_rc add_value(xapc_document *doc, uint32_t slot, ky_str value, ky_err *err)
{
    xapc_error xe;
    return ky_xapian_rc(xapc_document_add_value(doc, slot, ky_bytes(value), &xe), &xe, err);
}

/* The main value of a searched facet weighs more than those behind it, where it is a keyword. */
static ky_rc add_facet_value(xapc_document *doc, const ky_schema *s, size_t field, size_t i,
                             ky_str value, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    xapc_error xe;
    const ky_field *f = &s->fields[field];
    uint32_t wdf = f->weight > 0 && i < KY_FACET_MAIN_WDF ? KY_FACET_MAIN_WDF - (uint32_t) i : 0;
    ky_term_facet(f, value, &term);
    ky_rc rc = ky_buf_check(&term, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_document_add_term(doc, ky_bytes(ky_buf_str(&term)), wdf, &xe), &xe,
                          err);
    return rc == KY_OK ? add_value(doc, ky_slot_facet(field, i), value, err) : rc;
}

/* A value that stands twice in a record must not be counted twice. */
static bool stands_before(const ky_str *values, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (ky_str_eq(values[k], values[n]))
            return true;
    return false;
}

static ky_rc add_facet_cell(xapc_document *doc, const ky_schema *s, size_t field, const ky_cell *c,
                            ky_arena *scratch, ky_err *err)
{
    ky_str values[KY_MAX_VALUES];
    for (size_t i = 0; i < c->n && i < KY_MAX_VALUES; i++) {
        ky_rc rc = ja_nfc(c->values[i], scratch, &values[i], err);
        if (rc == KY_OK && !stands_before(values, i))
            rc = add_facet_value(doc, s, field, i, values[i], err);
        if (rc != KY_OK)
            return rc;
    }
    return KY_OK;
}

static ky_rc add_facets(xapc_document *doc, const ky_record *r, const ky_schema *s,
                        ky_arena *scratch, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < s->n_fields && rc == KY_OK; i++) {
        const ky_field *f = &s->fields[i];
        char digits[16];
        if (!f->facet)
            continue;
        if (f->kind == KY_FIELD_FLAG) {
            rc = add_facet_value(doc, s, i, 0, r->cells[i].n > 0 ? KY_LIT("true") : KY_LIT("false"),
                                 err);
        } else if (f->role != KY_ROLE_NONE) {
            uint32_t v = f->role == KY_ROLE_YEAR ? r->year : r->number;
            int n = snprintf(digits, sizeof digits, "%" PRIu32, v);
            rc = add_facet_value(doc, s, i, 0, (ky_str){digits, (size_t) n}, err);
        } else {
            rc = add_facet_cell(doc, s, i, &r->cells[i], scratch, err);
        }
    }
    return rc;
}

/* A title that is not searched has not been analysed with the other texts. */
static ky_rc read_title(const ky_record *r, const ky_schema *s, ja_analyser *ja, ky_arena *scratch,
                        gathered *g, ky_err *err)
{
    ja_analysis a;
    if (s->fields[s->title].weight > 0)
        return KY_OK;
    ky_rc rc = ja_analyse(ja, ky_record_title(r, s), scratch, &a, err);
    if (rc == KY_OK)
        ja_reading(&a, &g->reading);
    return rc;
}

static ky_rc add_sort_keys(xapc_document *doc, const ky_record *r, const gathered *g, ky_err *err)
{
    ky_rc rc = ky_buf_check(&g->reading, err);
    for (uint32_t slot = KY_SLOT_TIES; slot <= KY_SLOT_NAME && rc == KY_OK; slot++) {
        KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
        ky_sort_key(slot, r, ky_buf_str(&g->reading), &key);
        rc = ky_buf_check(&key, err);
        if (rc == KY_OK)
            rc = add_value(doc, slot, ky_buf_str(&key), err);
    }
    return rc;
}

static ky_rc add_identity(xapc_document *doc, const ky_record *r, const ky_dataset *dataset,
                          ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ky_term_id(r->id, &term);
    ky_rc rc = add_boolean(doc, &term, err);
    if (rc != KY_OK)
        return rc;
    ky_buf_clear(&term);
    ky_term_number(r->number, &term);
    rc = add_boolean(doc, &term, err);
    if (rc != KY_OK || dataset == NULL)
        return rc;
    ky_buf_clear(&term);
    ky_term_dataset(dataset->id, &term);
    return add_boolean(doc, &term, err);
}

static ky_rc add_data(xapc_document *doc, const gathered *g, ky_err *err)
{
    xapc_error xe;
    ky_rc rc = ky_buf_check(&g->data, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_document_set_data(doc, ky_bytes(ky_buf_str(&g->data)), &xe), &xe, err);
}

ky_rc ky_document_make(const ky_record *r, const ky_dataset *dataset, const ky_schema *s,
                       ja_analyser *ja, ky_arena *scratch, xapc_document **ret,
                       xapc_document **ret_sounds, ky_err *err)
{
    KY_CLEANUP(xapc_document_free_p) xapc_document *doc = NULL;
    KY_CLEANUP(xapc_document_free_p) xapc_document *sounds = NULL;
    KY_CLEANUP(gathered_fini) gathered g = {0};
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_document_new(&doc, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_document_new(&sounds, &xe), &xe, err);
    if (rc == KY_OK)
        rc = add_identity(doc, r, dataset, err);
    if (rc == KY_OK)
        rc = add_facets(doc, r, s, scratch, err);
    ky_stored_begin(r, s, &g.data);
    if (rc == KY_OK)
        rc = add_texts(doc, sounds, r, s, ja, scratch, &g, err);
    if (rc == KY_OK)
        rc = read_title(r, s, ja, scratch, &g, err);
    if (rc == KY_OK)
        rc = add_sort_keys(doc, r, &g, err);
    if (rc == KY_OK)
        rc = add_data(doc, &g, err);
    if (rc != KY_OK)
        return rc;
    *ret = KY_STEAL(doc);
    *ret_sounds = KY_STEAL(sounds);
    return KY_OK;
}
