#include "complete.h"

#include "ja/kana.h"
#include "suggest.h"

/* How well an entry begins as typed; smaller is better. What begins with all that was typed comes
 * before all that begins with the last word. */
enum { TIER_WHOLE, TIER_BEGINNING, TIER_LATER_WORD, TIER_OTHER_READING, TIERS };

/* One look-up: of the last word, or of everything. */
typedef struct lookup {
    ky_completing *c;
    const ky_lexicon *lx;
    const ky_typed *typed;
    bool all;
    ky_str head; /* of the last word, as the lexicon has texts */
} lookup;

bool ky_has_quotes(ky_str text)
{
    static const char *const quotes[] = {"\"", "＂", "“", "”", "「", "」"};
    for (size_t i = 0; i < KY_LEN(quotes); i++)
        if (ky_str_find(text, ky_str_of(quotes[i])) != SIZE_MAX)
            return true;
    return false;
}

/* ---- beside the words in front ---- */

/* A minus excludes one keyword: of a text of several the others would be asked for. */
static bool can_follow(const ky_completing *c, uint32_t entry)
{
    if (!c->typed.excluded)
        return true;
    ky_lexicon_entry e = ky_lexicon_at(&c->ix->lexicon, entry);
    return !ky_has_quotes(e.text) && ky_str_find(e.folded, KY_LIT(" ")) == SIZE_MAX;
}

/* Whether an entry brings a record beside them. *ret is left alone where that is not known but by
 * asking, which is done where `ask` says so. */
static ky_rc brings(ky_completing *c, uint32_t entry, bool ask, bool *ret)
{
    const ky_standing *standing = NULL;
    const ky_docids *found = NULL;
    ky_rc rc = KY_OK;
    if (!can_follow(c, entry)) {
        *ret = false;
        return KY_OK;
    }
    if (!c->typed.excluded) {
        rc = ky_held_standing(c->ix, entry, &standing, c->err);
        if (rc != KY_OK)
            return rc;
        bool meet = ky_docids_meet(&standing->records, &c->beside);
        if (!meet || standing->certain) {
            *ret = meet;
            return KY_OK;
        }
    }
    if (ask)
        rc = ky_held_by_entry(c->ix, entry, &found, c->err);
    if (!ask || rc != KY_OK)
        return rc;
    uint32_t common = ky_docids_common(found, &c->beside);
    *ret = c->typed.excluded ? common < c->beside.n : common > 0;
    return KY_OK;
}

/* ---- candidates ---- */

static const char joiner[] = "\xE3\x83\xBB"; /* ・ */

/* Bytes at the end of s that join or part words. */
static size_t parting(ky_str s)
{
    ky_str dot = KY_LIT(joiner);
    if (s.n > 0 && s.p[s.n - 1] == ' ')
        return 1;
    return s.n >= dot.n && memcmp(s.p + s.n - dot.n, dot.p, dot.n) == 0 ? dot.n : 0;
}

/* True where text ends with end, whatever parts or joins their words. */
static bool ends_alike(ky_str text, ky_str end)
{
    for (;;) {
        size_t n = parting(text);
        size_t m = parting(end);
        text.n -= n;
        end.n -= m;
        if (n > 0 || m > 0)
            continue;
        if (end.n == 0 || text.n == 0)
            return end.n == 0;
        if (text.p[--text.n] != end.p[--end.n])
            return false;
    }
}

static bool is_letters(ky_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'a' || s.p[i] > 'z')
            return false;
    return s.n > 0;
}

/* A text that the words in front belong to as well: behind them it would say them twice (公園
 * 公園美化…), so it stands for all that was typed. A text that is typed anew from its beginning
 * does not, but one whose letters in front have no reading does (NPO ほう). */
static bool stands_for_all(const lookup *l, uint32_t entry, size_t at)
{
    if (l->all || l->head.n == 0 || l->typed->excluded || (at == 0 && !is_letters(l->head)))
        return l->all;
    ky_str folded = ky_lexicon_at(l->lx, entry).folded;
    return ky_str_starts(folded, l->head) || ends_alike((ky_str){folded.p, at}, l->head);
}

static bool is_enough(const lookup *l)
{
    return l->c->trial && l->c->best.n > 0;
}

/* An entry that goes on as typed from byte `at` of its text. In a trial one that may bring a record
 * counts for nothing until it is asked for. */
static void consider(const lookup *l, uint32_t entry, uint32_t tier, size_t at)
{
    ky_completing *c = l->c;
    tier += l->all ? 0 : TIERS;
    c->met = true;
    if (!ky_candidates_may_add(&c->best, entry, tier))
        return;
    bool may = l->all || can_follow(c, entry);
    if (may && c->narrowed && !l->all && c->rc == KY_OK) {
        may = !c->trial;
        c->rc = brings(c, entry, c->ask, &may);
    }
    if (may && c->rc == KY_OK)
        ky_candidates_add(&c->best, entry, tier, stands_for_all(l, entry, at));
}

static void by_spelling(const lookup *l)
{
    const ky_lexicon *lx = l->lx;
    ky_str typed = l->typed->folded;
    ky_lexicon_range r = ky_lexicon_by_text(lx, typed);
    for (uint32_t i = r.from; i < r.to && !is_enough(l); i++) {
        uint32_t entry = lx->by_text[i];
        bool whole = i - r.from < KY_MAX_CANDIDATES && ky_lexicon_at(lx, entry).folded.n == typed.n;
        if (!ky_lexicon_is_other_reading(lx, entry))
            consider(l, entry, whole ? TIER_WHOLE : TIER_BEGINNING, 0);
    }
    r = ky_lexicon_starts_by_text(lx, typed);
    for (uint32_t i = r.from; i < r.to && !is_enough(l); i++) {
        const ky_lexicon_start *t = &lx->starts[lx->starts_by_text[i]];
        consider(l, t->entry, TIER_LATER_WORD, t->folded_at);
    }
}

/* One kana, or a word of one kanji, is too little to say that this very word is meant: し would
 * bring every kanji that is read so before the words that begin with it. */
static bool is_whole(const lookup *l, ky_lexicon_entry e, ky_str prefix)
{
    return e.reading.n == prefix.n && !l->typed->half_typed && !ky_utf8_is_one(prefix) &&
           !ky_utf8_is_one(e.folded);
}

static void by_reading(const lookup *l, ky_str prefix)
{
    const ky_lexicon *lx = l->lx;
    ky_lexicon_range r = ky_lexicon_by_reading(lx, prefix);
    for (uint32_t i = r.from; i < r.to && !is_enough(l); i++) {
        uint32_t tier = ky_lexicon_is_other_reading(lx, i) ? TIER_OTHER_READING : TIER_BEGINNING;
        if (i - r.from < KY_MAX_CANDIDATES && is_whole(l, ky_lexicon_at(lx, i), prefix))
            tier = tier == TIER_BEGINNING ? TIER_WHOLE : TIER_BEGINNING;
        consider(l, i, tier, 0);
    }
    r = ky_lexicon_starts_by_reading(lx, prefix);
    for (uint32_t i = r.from; i < r.to && !is_enough(l); i++)
        consider(l, lx->starts[i].entry, TIER_LATER_WORD, lx->starts[i].folded_at);
}

static void try_mixed(const lookup *l, uint32_t entry, size_t folded_at, size_t reading_at)
{
    ky_lexicon_entry e = ky_lexicon_at(l->lx, entry);
    uint32_t tier = folded_at > 0                               ? TIER_LATER_WORD
                    : ky_lexicon_is_other_reading(l->lx, entry) ? TIER_OTHER_READING
                                                                : TIER_BEGINNING;
    if (ky_typed_begins(l->lx, l->typed, ky_str_from(e.folded, folded_at),
                        ky_str_from(e.reading, reading_at)))
        consider(l, entry, tier, folded_at);
}

/* What begins with the first piece of a mixed word is tried against the whole of it. */
static void by_mix(const lookup *l)
{
    const ky_lexicon *lx = l->lx;
    if (l->typed->n_pieces == 0)
        return;
    const ky_typed_piece *first = &l->typed->pieces[0];
    bool kana = first->n_kana > 0;
    ky_str begin = kana ? first->kana[0] : first->written;
    ky_lexicon_range r = kana ? ky_lexicon_by_reading(lx, begin) : ky_lexicon_by_text(lx, begin);
    for (uint32_t i = r.from; i < r.to && !is_enough(l); i++)
        try_mixed(l, kana ? i : lx->by_text[i], 0, 0);
    r = kana ? ky_lexicon_starts_by_reading(lx, begin) : ky_lexicon_starts_by_text(lx, begin);
    for (uint32_t i = r.from; i < r.to && !is_enough(l); i++) {
        const ky_lexicon_start *t = &lx->starts[kana ? i : lx->starts_by_text[i]];
        try_mixed(l, t->entry, t->folded_at, t->reading_at);
    }
}

/* Letters that stand so with romaji behind them: npohou, aikouza. */
static ky_rc by_letters(const lookup *l)
{
    const ja_romaji *romaji = ja_model_romaji(l->c->ix->model);
    ky_rc rc = KY_OK;
    if (!is_letters(l->typed->folded))
        return KY_OK;
    for (size_t at = l->typed->folded.n; --at > 0 && !l->c->met && rc == KY_OK;) {
        ky_str letters = {l->typed->folded.p, at};
        ky_lexicon_range r = ky_lexicon_by_text(l->lx, letters);
        ky_lexicon_range later = ky_lexicon_starts_by_text(l->lx, letters);
        ky_typed split;
        lookup other = *l;
        if (r.from == r.to && later.from == later.to)
            continue;
        rc = ky_typed_split(romaji, l->typed, at, l->c->arena, &split, l->c->err);
        other.typed = &split;
        if (rc == KY_OK)
            by_mix(&other);
    }
    return rc;
}

/* Romaji with an n before a vowel that is a syllable of its own: unei for うんえい. */
static ky_rc by_parted(const lookup *l)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    const ja_romaji *romaji = ja_model_romaji(l->c->ix->model);
    ky_str s = l->typed->folded;
    ky_typed parted;
    lookup other = *l;
    if (!is_letters(s))
        return KY_OK;
    for (size_t i = 0; i < s.n; i++) {
        ky_buf_putc(&out, s.p[i]);
        if (s.p[i] == 'n' && i + 1 < s.n && strchr("aiueoy", s.p[i + 1]) != NULL)
            ky_buf_putc(&out, '\'');
    }
    ky_str text = ky_arena_str(l->c->arena, ky_buf_str(&out));
    if (!ky_buf_ok(&out) || text.p == NULL)
        return ky_nomem(l->c->err);
    if (text.n == s.n)
        return KY_OK;
    ky_rc rc = ky_typed_read(romaji, text, KY_TYPED_ALL, l->c->arena, &parted, l->c->err);
    other.typed = &parted;
    for (size_t i = 0; rc == KY_OK && i < parted.n_kana; i++)
        by_reading(&other, parted.kana[i]);
    return rc;
}

static bool try_loose(void *payload, ky_str key, int distance)
{
    const lookup *l = payload;
    (void) distance;
    by_reading(l, key);
    return l->c->best.n > 0;
}

/* Kana and romaji as people spell them: きようどう, kyodo. Romaji that stop inside a syllable share
 * what is tried. */
static ky_rc by_loose_reading(lookup *l)
{
    enum { LOOSE_SPELLINGS = 128 };
    size_t limit = l->typed->n_kana > 1 ? LOOSE_SPELLINGS / l->typed->n_kana : LOOSE_SPELLINGS;
    unsigned ways = l->typed->is_kana ? JA_LOOSE_KANA : JA_LOOSE_ROMAJI;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < l->typed->n_kana && l->c->best.n == 0 && rc == KY_OK; i++)
        rc = ja_kana_loose(l->typed->kana[i], ways, limit, try_loose, l, l->c->err);
    return rc;
}

static void values_of_facets(const lookup *l)
{
    for (uint32_t i = 0; i < l->lx->n; i++)
        if (l->lx->items[i].kind < KY_LEXICON_NAME)
            consider(l, i, TIER_BEGINNING, 0);
}

static ky_rc complete_last_word(lookup *l)
{
    if (is_enough(l))
        return KY_OK;
    if (l->typed->folded.n == 0) {
        values_of_facets(l);
        return KY_OK;
    }
    by_spelling(l);
    for (size_t i = 0; i < l->typed->n_kana; i++)
        by_reading(l, l->typed->kana[i]);
    by_mix(l);
    ky_rc rc = l->c->met ? KY_OK : by_letters(l);
    if (rc == KY_OK && !l->c->met)
        rc = by_parted(l);
    return rc == KY_OK && !l->c->met ? by_loose_reading(l) : rc;
}

/* ---- the whole ---- */

/* Read what stands in front of the last word. */
static ky_rc read_head(ky_completing *c, ky_str *ret_head)
{
    const ky_lexicon *lx = &c->ix->lexicon;
    if (c->typed.head.n == 0)
        return KY_OK;
    ky_rc rc = ja_fold(c->typed.head, c->arena, ret_head, c->err);
    if (rc == KY_OK)
        rc = ky_lexicon_text(*ret_head, c->arena, ret_head, c->err);
    while (rc == KY_OK && parting(*ret_head) > 0)
        ret_head->n -= parting(*ret_head);
    c->known = c->ix->records <= KY_SUGGEST_COUNTED_RECORDS;
    c->narrowed = c->known && lx->n + lx->n_starts <= KY_COMPLETE_NARROWED;
    if (rc == KY_OK && c->known)
        rc = ky_held_by_head(c->ix, c->typed.head, c->arena, &c->beside, c->err);
    return rc;
}

/* Read what was typed. */
static ky_rc begin(ky_index *ix, ky_str q, ky_arena *arena, ky_completing *ret, ky_str *ret_head,
                   ky_err *err)
{
    const ja_romaji *romaji = ja_model_romaji(ix->model);
    *ret = (ky_completing){.ix = ix, .arena = arena, .best = {.lx = &ix->lexicon}, .err = err};
    ky_rc rc = ky_typed_read(romaji, q, KY_TYPED_LAST_WORD, arena, &ret->typed, err);
    if (rc == KY_OK)
        rc = read_head(ret, ret_head);
    if (rc == KY_OK && ret->typed.head.n > 0)
        rc = ky_typed_read(romaji, q, KY_TYPED_ALL, arena, &ret->all, err);
    return rc;
}

/* Gather what goes on as typed. */
static ky_rc gather(ky_completing *c, ky_str head)
{
    lookup all = {.c = c, .lx = &c->ix->lexicon, .typed = &c->all, .all = true};
    lookup last = {.c = c, .lx = &c->ix->lexicon, .typed = &c->typed, .head = head};
    if (c->all.folded.n > 0) {
        by_spelling(&all);
        by_mix(&all);
    }
    ky_rc rc = complete_last_word(&last);
    return rc == KY_OK ? c->rc : rc;
}

ky_rc ky_complete(ky_index *ix, ky_str q, ky_arena *arena, ky_completing *ret, ky_err *err)
{
    ky_str head = {0};
    ky_rc rc = begin(ix, q, arena, ret, &head, err);
    if (rc == KY_OK)
        rc = gather(ret, head);
    ky_candidates_sort(ret->best.lx, ret->best.items, ret->best.n);
    return rc;
}

/* ---- what follows ---- */

/* Whether something begins with this key and, where it is narrowed, brings a record: what is known
 * without asking comes first. Behind a minus nothing is. */
static ky_rc leads(ky_completing *c, ky_str key, bool *ret)
{
    const ky_lexicon *lx = &c->ix->lexicon;
    ky_lexicon_range whole = ky_lexicon_by_reading(lx, key);
    ky_lexicon_range later = ky_lexicon_starts_by_reading(lx, key);
    ky_rc rc = KY_OK;
    bool led = !c->narrowed && (whole.from < whole.to || later.from < later.to);
    for (int ask = c->typed.excluded; ask < 2 && c->narrowed; ask++) {
        for (uint32_t i = whole.from; i < whole.to && !led && rc == KY_OK; i++)
            rc = brings(c, i, ask > 0, &led);
        for (uint32_t i = later.from; i < later.to && !led && rc == KY_OK; i++)
            rc = brings(c, lx->starts[i].entry, ask > 0, &led);
    }
    if (rc == KY_OK)
        *ret = led;
    return rc;
}

ky_rc ky_complete_next(ky_completing *c, ky_buf *out)
{
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    if (!c->typed.is_kana)
        return KY_OK;
    ky_lexicon_next(&c->ix->lexicon, c->typed.key, &kana);
    ky_str all = ky_buf_str(&kana);
    for (size_t at = 0, n = 0; at < all.n; at += n) {
        bool led = false;
        (void) ky_utf8_next(ky_str_from(all, at), &n);
        ky_str k = {all.p + at, n};
        ky_buf_clear(&key);
        ky_buf_put(&key, c->typed.key);
        ky_buf_put(&key, k);
        ky_rc rc = ky_buf_check(&key, c->err);
        if (rc == KY_OK)
            rc = leads(c, ky_buf_str(&key), &led);
        if (rc != KY_OK)
            return rc;
        if (led)
            ky_buf_put(out, k);
    }
    return ky_buf_check(&kana, c->err);
}

ky_rc ky_complete_leads(ky_index *ix, ky_str q, ky_arena *arena, bool *ret, ky_err *err)
{
    ky_completing c;
    ky_str head = {0};
    ky_rc rc = begin(ix, q, arena, &c, &head, err);
    if (rc != KY_OK)
        return rc;
    if (c.typed.is_kana)
        return leads(&c, c.typed.key, ret);
    c.trial = true;
    c.ask = c.typed.excluded;
    rc = gather(&c, head);
    if (rc == KY_OK && c.narrowed && !c.ask && c.best.n == 0) {
        c.ask = true;
        c.met = false;
        rc = gather(&c, head);
    }
    if (rc == KY_OK)
        *ret = c.best.n > 0;
    return rc;
}
