#include "lexicon_source.h"

#include "blob.h"
#include "ja/kana.h"
#include "ja/terms.h"
#include "layout.h"
#include "lexicon_build.h"

/* In a larger table a run of words that stands in one record alone is chance more often than a
 * word that somebody looks for, and there are more of those than of all other entries. */
enum { FEW_RECORDS = 1000 };

/* One walk over the sources. */
typedef struct walk {
    const ky_lexicon_source *from;
    uint32_t records;
    ky_lexicon_draft draft;
    ky_arena scratch; /* of one text */
    ky_buf reading;
    ky_buf shown;
    ky_lexicon_word *words; /* of one text */
    size_t cap;
    uint64_t *known; /* hash table of base forms; only their hashes are kept */
    size_t n_known;
    size_t known_cap;
    uint16_t field; /* whose values are visited */
    size_t prefix;  /* bytes of their terms before the value */
    ky_rc rc;       /* of the visit */
    ky_err *err;
} walk;

static void walk_fini(walk *w)
{
    ky_lexicon_draft_fini(&w->draft);
    ky_arena_fini(&w->scratch);
    ky_buf_fini(&w->reading);
    ky_buf_fini(&w->shown);
    free(w->words);
    free(w->known);
}

static ky_rc each_term(walk *w, xapc_database *db, const ky_buf *prefix, xapc_term_visit visit)
{
    xapc_error xe;
    ky_rc rc = ky_buf_check(prefix, w->err);
    w->rc = KY_OK;
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_database_each_term(db, ky_bytes(ky_buf_str(prefix)), visit, w, &xe),
                          &xe, w->err);
    return rc == KY_OK ? w->rc : rc;
}

/* ---- words and runs of words ---- */

/* The slot of a hash in a table that is never full: its own, or the free one where it belongs. */
static uint64_t *slot_of(const walk *w, uint64_t hash)
{
    size_t at = (size_t) hash;
    for (;; at++) {
        uint64_t *slot = &w->known[at & (w->known_cap - 1)];
        if (*slot == 0 || *slot == hash)
            return slot;
    }
}

/* 0 marks a free slot. */
static uint64_t hash_of(ky_str text)
{
    uint64_t hash = ky_hash(text, KY_HASH_SEED);
    return hash == 0 ? 1 : hash;
}

static bool make_room(walk *w)
{
    if (w->n_known < w->known_cap / 2)
        return true;
    walk bigger = {.known_cap = w->known_cap == 0 ? 1024 : w->known_cap * 2};
    bigger.known = calloc(bigger.known_cap, sizeof *bigger.known);
    if (bigger.known == NULL)
        return false;
    for (size_t i = 0; i < w->known_cap; i++)
        if (w->known[i] != 0)
            *slot_of(&bigger, w->known[i]) = w->known[i];
    free(w->known);
    w->known = bigger.known;
    w->known_cap = bigger.known_cap;
    return true;
}

static bool visit_known(const xapc_term *t, void *payload)
{
    walk *w = payload;
    uint64_t hash = hash_of(ja_term_text(JA_TERM_WORD, ky_bytes_str(t->term)));
    if (!make_room(w)) {
        w->rc = ky_nomem(w->err);
        return false;
    }
    uint64_t *slot = slot_of(w, hash);
    w->n_known += *slot == 0;
    *slot = hash;
    return true;
}

static bool is_single(const walk *w, ky_str text)
{
    return w->n_known > 0 && *slot_of(w, hash_of(text)) != 0;
}

/* A piece long enough to tell a word by: one kana at either end is mostly inflection. */
static bool is_telling(ky_str piece)
{
    size_t n = 0;
    uint32_t c = piece.n == 0 ? 0 : ky_utf8_next(piece, &n);
    return piece.n > n || ja_is_kanji(c);
}

/* True where a spelling begins (or ends) with a word in its base form, and something is left. */
static bool has_word_at(const walk *w, ky_str text, bool end)
{
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        (void) ky_utf8_next(ky_str_from(text, at), &n);
        ky_str piece = end ? ky_str_from(text, at) : (ky_str){text.p, at};
        if (at > 0 && is_telling(piece) && is_single(w, piece))
            return true;
    }
    return false;
}

static ky_rc count_likeliest(const walk *w, ky_str term, uint32_t *ret)
{
    xapc_term_stats stats = {0};
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_database_term_stats(w->from->sounds, ky_bytes(term), &stats, &xe),
                            &xe, w->err);
    *ret = stats.collection_freq;
    return rc;
}

static uint32_t first(ky_str s)
{
    size_t n = 0;
    return s.n == 0 ? 0 : ky_utf8_next(s, &n);
}

/* True where a word that is read `alone` sounds as `joined` behind another: ふくろ, ぶくろ. */
static bool is_voiced(ky_str alone, ky_str joined)
{
    enum { KANA_BYTES = 3 };
    return alone.n == joined.n && alone.n >= KANA_BYTES && first(alone) != first(joined) &&
           ja_kana_repeated(u'ゝ', first(joined)) == first(alone) &&
           ky_str_eq(ky_str_from(alone, KANA_BYTES), ky_str_from(joined, KANA_BYTES));
}

/* A word that stands in compounds alone is suggested by itself, and read so. */
static ky_rc add_unvoiced(walk *w, const ky_lexicon_input *in)
{
    ja_analysis a;
    uint32_t c = first(in->reading);
    if (!ja_is_kanji(first(in->folded)) || ja_kana_repeated(u'ゝ', c) == c)
        return KY_OK;
    ky_arena_clear(&w->scratch);
    ky_rc rc = ja_analyse(w->from->ja, in->folded, &w->scratch, &a, w->err);
    if (rc != KY_OK || a.n != 1 || a.tokens[0].n_keys == 0 ||
        !is_voiced(a.tokens[0].keys[0], in->reading))
        return rc;
    ky_lexicon_input alone = *in;
    alone.reading = a.tokens[0].keys[0];
    alone.likely++;
    return ky_lexicon_draft_add(&w->draft, &alone, w->err);
}

/* Words in another form than their base, such as 知ら of 知る, are no answer to anybody: a text is
 * taken that is a base form, or a run that begins and ends with one. */
static bool visit_sound(const xapc_term *t, void *payload)
{
    walk *w = payload;
    ja_sound s;
    uint32_t likely = 0;
    if (t->termfreq < w->draft.least || !ky_term_is_sound(ky_bytes_str(t->term), &s))
        return true;
    if (s.kind == JA_SOUND_RUN && t->termfreq == 1 && w->records > FEW_RECORDS)
        return true;
    bool run = !is_single(w, s.spelling);
    if (run && (!has_word_at(w, s.spelling, false) || !has_word_at(w, s.spelling, true)))
        return true;
    w->rc = count_likeliest(w, ky_bytes_str(t->term), &likely);
    const ky_lexicon_input in = {.text = s.spelling,
                                 .folded = s.spelling,
                                 .reading = s.key,
                                 .kind = KY_LEXICON_TERM,
                                 .count = t->termfreq,
                                 .likely = likely,
                                 .run = run};
    if (w->rc == KY_OK)
        w->rc = ky_lexicon_draft_add(&w->draft, &in, w->err);
    if (w->rc == KY_OK && !run)
        w->rc = add_unvoiced(w, &in);
    return w->rc == KY_OK;
}

static ky_rc know_words(walk *w)
{
    KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
    ja_term_make(JA_TERM_WORD, KY_LIT(""), &prefix);
    return each_term(w, w->from->records, &prefix, visit_known);
}

static ky_rc add_sounds(walk *w, ja_sound_kind kind, bool certain)
{
    KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
    ky_term_sound_prefix(kind, certain, &prefix);
    return each_term(w, w->from->sounds, &prefix, visit_sound);
}

static ky_rc add_terms(walk *w)
{
    static const ja_sound_kind kinds[] = {JA_SOUND_WORD, JA_SOUND_INFLECTED, JA_SOUND_ACROSS,
                                          JA_SOUND_RUN};
    ky_rc rc = know_words(w);
    for (size_t i = 0; i < KY_LEN(kinds) && rc == KY_OK; i++) {
        rc = add_sounds(w, kinds[i], true);
        if (rc == KY_OK)
            rc = add_sounds(w, kinds[i], false);
    }
    return rc;
}

/* ---- names and facet values ---- */

/* A later word begins where a content word stands; the first one does behind a mark. */
static ky_rc note_word(walk *w, const ja_token *t, size_t *n)
{
    bool fits = t->start <= UINT16_MAX && w->reading.n <= UINT16_MAX;
    if (t->cls != JA_WORD || (w->reading.n == 0 && t->start == 0) || !fits)
        return KY_OK;
    if (!KY_GROW(w->words, w->cap, *n + 1))
        return ky_nomem(w->err);
    w->words[(*n)++] = (ky_lexicon_word){(uint16_t) t->start, (uint16_t) w->reading.n};
    return KY_OK;
}

/* Append the kana of a key alone: digits and letters that have no reading, on which nobody could go
 * on with kana, are left out. */
static void put_kana(ky_str key, ky_buf *out)
{
    for (size_t at = 0, n = 0; at < key.n; at += n)
        if (ja_is_kana(ky_utf8_next(ky_str_from(key, at), &n)))
            ky_buf_put(out, (ky_str){key.p + at, n});
}

/* The whole text's kana key, token by token, and where its later words begin. */
static ky_rc read_text(walk *w, const ja_analysis *a, size_t *ret_n)
{
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    size_t n = 0;
    ky_buf_clear(&w->reading);
    ky_buf_clear(&w->shown);
    for (size_t i = 0; i < a->n; i++) {
        const ja_analysis one = {.text = a->text, .tokens = a->tokens + i, .n = 1};
        ky_rc rc = note_word(w, &a->tokens[i], &n);
        if (rc != KY_OK)
            return rc;
        ky_buf_clear(&kana);
        ja_reading(&one, &kana);
        ky_str folded = {0};
        rc = ky_buf_check(&kana, w->err);
        if (rc == KY_OK)
            rc = ja_fold(ky_buf_str(&kana), &w->scratch, &folded, w->err);
        if (rc != KY_OK)
            return rc;
        ky_buf_clear(&kana);
        ja_kana_key(folded, &kana);
        put_kana(ky_buf_str(&kana), &w->reading);
        ky_buf_put(&w->shown, ky_buf_str(&kana));
        rc = ky_buf_check(&kana, w->err);
        if (rc != KY_OK)
            return rc;
    }
    *ret_n = n;
    ky_rc rc = ky_buf_check(&w->shown, w->err);
    return rc == KY_OK ? ky_buf_check(&w->reading, w->err) : rc;
}

/* The folded text as the lexicon has it, and where its later words begin there. */
static ky_rc squeeze(walk *w, ky_str folded, size_t n_words, ky_str *ret)
{
    ky_rc rc = ky_lexicon_text(folded, &w->scratch, ret, w->err);
    for (size_t i = 0; i < n_words && rc == KY_OK && ret->n < folded.n; i++) {
        ky_str before = {folded.p, w->words[i].folded_at};
        rc = ky_lexicon_text(before, &w->scratch, &before, w->err);
        w->words[i].folded_at = (uint16_t) before.n;
    }
    return rc;
}

static ky_rc add_text(walk *w, ky_str text, uint16_t kind, uint32_t count)
{
    ja_analysis a;
    ky_str folded = {0};
    size_t n = 0;
    ky_arena_clear(&w->scratch);
    ky_rc rc = ja_analyse(w->from->ja, text, &w->scratch, &a, w->err);
    if (rc == KY_OK)
        rc = read_text(w, &a, &n);
    if (rc == KY_OK)
        rc = squeeze(w, a.text.folded, n, &folded);
    if (rc != KY_OK)
        return rc;
    ky_str reading = w->reading.n > 0 ? ky_buf_str(&w->reading) : folded;
    const ky_lexicon_input in = {.text = text,
                                 .folded = folded,
                                 .reading = reading,
                                 .shown = ky_buf_str(&w->shown),
                                 .kind = kind,
                                 .count = count,
                                 .words = w->words,
                                 .n_words = n};
    return ky_lexicon_draft_add(&w->draft, &in, w->err);
}

static bool visit_value(const xapc_term *t, void *payload)
{
    walk *w = payload;
    ky_str value = ky_str_from(ky_bytes_str(t->term), w->prefix);
    if (value.n == 0 || ky_term_is_hashed(value))
        return true;
    w->rc = add_text(w, value, w->field, t->termfreq);
    return w->rc == KY_OK;
}

/* The values that are words; those that go by their hash are too long to be picked from a list. */
static ky_rc add_values(walk *w)
{
    const ky_schema *s = w->from->schema;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < s->n_fields && rc == KY_OK; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
        if (s->fields[i].kind != KY_FIELD_FACET || !s->fields[i].facet)
            continue;
        ky_term_facet_prefix(&s->fields[i], &prefix);
        w->field = (uint16_t) i;
        w->prefix = prefix.n;
        rc = each_term(w, w->from->records, &prefix, visit_value);
    }
    return rc;
}

ky_rc ky_lexicon_make(const ky_lexicon_source *from, ky_lexicon *ret, ky_err *err)
{
    KY_CLEANUP(walk_fini) walk w = {.from = from, .err = err};
    const ky_titles *titles = from->titles;
    bool searched = from->schema->fields[from->schema->title].weight > 0;
    xapc_database_stats stats = {0};
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_database_get_stats(from->records, &stats, &xe), &xe, err);
    w.records = stats.document_count;
    if (rc == KY_OK)
        rc = add_values(&w);
    for (uint32_t i = 0; searched && i < titles->n && rc == KY_OK; i++)
        rc = add_text(&w, titles->items[i].text, KY_LEXICON_NAME, titles->items[i].records);
    if (rc == KY_OK)
        rc = add_terms(&w);
    return rc == KY_OK ? ky_lexicon_draft_finish(&w.draft, ret, err) : rc;
}

ky_rc ky_lexicon_store(const ky_lexicon *lx, xapc_writer *w, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf bytes = {0};
    ky_lexicon_write(lx, &bytes);
    ky_rc rc = ky_buf_check(&bytes, err);
    return rc == KY_OK ? ky_blob_store(w, KY_META_LEXICON, ky_buf_str(&bytes), err) : rc;
}

ky_rc ky_lexicon_load(xapc_database *db, ky_lexicon *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf bytes = {0};
    ky_rc rc = ky_blob_load(db, KY_META_LEXICON, &bytes, err);
    return rc == KY_OK ? ky_lexicon_parse(ky_buf_str(&bytes), ret, err) : rc;
}
