#include "base/mem.h"
#include "kana.h"

enum {
    MAX_CHARS = 2 * JA_MAX_LOOSE_KANA + 2 * JA_MAX_LOOSE, /* lengthening grows a spelling */
    KANA_BYTES = 3,                                       /* of UTF-8 */
    LONG_MARK = 0x30FC,
    EVERYDAY = 1,
    RARE = 2,
    MIN_ENDED = 3,    /* kana before a ー that may be left out at the end; one less in words that
                         are known to be from abroad */
    MIN_BORROWED = 4, /* morae in which Hepburn leaves out any ー */
    KNOWN_PER_VISIT = 4, /* spellings kept to depart from, for each to be visited */
};

typedef struct spelling {
    uint16_t chars[MAX_CHARS];
    uint8_t n;
    uint8_t distance;
    uint8_t settled; /* kana at the beginning that JA_LOOSE_MARK leaves as they are, so that no
                        place is changed twice: とおり, とーり, とうり */
} spelling;

/* Every spelling reached, the key first, and a hash table over them. */
typedef struct search {
    unsigned ways;
    bool borrowed; /* the word is from abroad */
    spelling *items;
    size_t n;
    size_t cap;
    size_t max;
    uint32_t *slots; /* index + 1, 0 where empty */
    size_t n_slots;  /* a power of two */
    bool failed;
} search;

typedef struct pair {
    uint16_t a;
    uint16_t b;
} pair;

static const pair sizes[] = {{u'や', u'ゃ'}, {u'ゆ', u'ゅ'}, {u'よ', u'ょ'}, {u'つ', u'っ'},
                             {u'あ', u'ぁ'}, {u'い', u'ぃ'}, {u'う', u'ぅ'}, {u'え', u'ぇ'},
                             {u'お', u'ぉ'}, {u'わ', u'ゎ'}};

static const pair sounds[] = {{u'ぢ', u'じ'}, {u'づ', u'ず'}, {u'を', u'お'}};

/* Sounds of foreign words and what older spellings make of them. */
static const struct {
    uint16_t two[2];
    uint16_t one;
} foreign[] = {{{u'て', u'ぃ'}, u'ち'}, {{u'て', u'ぃ'}, u'て'}, {{u'で', u'ぃ'}, u'じ'},
               {{u'で', u'ぃ'}, u'で'}, {{u'と', u'ぅ'}, u'つ'}, {{u'ど', u'ぅ'}, u'ず'},
               {{u'ふ', u'ぁ'}, u'は'}, {{u'ふ', u'ぃ'}, u'ひ'}, {{u'ふ', u'ぇ'}, u'へ'},
               {{u'ふ', u'ぉ'}, u'ほ'}, {{u'し', u'ぇ'}, u'せ'}, {{u'じ', u'ぇ'}, u'ぜ'},
               {{u'う', u'ぉ'}, u'お'}, {{u'う', u'ぇ'}, u'え'}, {{u'う', u'ぃ'}, u'い'},
               {{u'く', u'ぁ'}, u'か'}};

bool ja_kana_stands_for(uint32_t kana, uint32_t small, uint32_t other)
{
    for (size_t i = 0; i < KY_LEN(foreign); i++)
        if (foreign[i].two[0] == kana && foreign[i].two[1] == small && foreign[i].one == other)
            return true;
    return false;
}

/* Which kana a small one makes one mora with. */
static const struct {
    const uint16_t *smalls;
    const uint16_t *before;
} small_morae[] = {{u"ゃゅょ", u"きしちにひみりぎじぢびぴ"},
                   {u"ゅ", u"てでふ"},
                   {u"ぃ", u"てでふうくつとど"},
                   {u"ぇ", u"しじちふういつく"},
                   {u"ぁぉ", u"ふつくう"},
                   {u"ぅ", u"とど"},
                   {u"ゎ", u"くぐ"}};

/* The vowel of each hiragana from U+3041 on. */
static const char vowels[] = "aaiiuueeooaaiiuueeooaaiiuueeooaaii-uueeooaiueoaaaiiiuuueeeoooaiueo"
                             "aauuooaiueoaaieo-uae";

/* What makes a long vowel, besides ー, likeliest first. */
static const struct {
    char vowel;
    uint16_t tails[2];
    uint8_t
        costs[2]; /* of a tail left out: romaji writes い after e, so that it is seldom left out */
} longs[] = {{'a', {u'あ'}, {RARE}},
             {'i', {u'い'}, {RARE}},
             {'u', {u'う'}, {EVERYDAY}},
             {'e', {u'い', u'え'}, {RARE, RARE}},
             {'o', {u'う', u'お'}, {EVERYDAY, RARE}}};

static uint16_t small_of(uint16_t c)
{
    for (size_t i = 0; i < KY_LEN(sizes); i++) {
        if (sizes[i].a == c)
            return sizes[i].b;
    }
    return 0;
}

static uint16_t large_of(uint16_t c)
{
    for (size_t i = 0; i < KY_LEN(sizes); i++) {
        if (sizes[i].b == c)
            return sizes[i].a;
    }
    return 0;
}

static bool is_one_of(uint16_t c, const uint16_t *set)
{
    for (; *set != 0; set++) {
        if (*set == c)
            return true;
    }
    return false;
}

/* The small kana that the large one at `at` may be meant for, or 0: つ before a consonant that
 * doubles, a vowel or や row kana behind one that it makes a mora with. */
static uint16_t plausible_small(const spelling *s, size_t at)
{
    uint16_t small = small_of(s->chars[at]);
    if (small == 0 || at == 0)
        return 0;
    if (small == u'っ') {
        uint16_t next = at + 1 < s->n ? s->chars[at + 1] : 0;
        bool doubles = (next >= u'か' && next <= u'ど') || is_one_of(next, u"ぱぴぷぺぽ");
        return doubles ? small : 0;
    }
    for (size_t i = 0; i < KY_LEN(small_morae); i++) {
        if (is_one_of(small, small_morae[i].smalls) &&
            is_one_of(s->chars[at - 1], small_morae[i].before))
            return small;
    }
    return 0;
}

static char vowel_of(uint16_t c)
{
    return c >= 0x3041 && c - 0x3041u < sizeof vowels - 1 ? vowels[c - 0x3041] : '-';
}

uint32_t ja_kana_vowel(uint32_t hiragana)
{
    switch (hiragana > UINT16_MAX ? '-' : vowel_of((uint16_t) hiragana)) {
    case 'a':
        return u'あ';
    case 'i':
        return u'い';
    case 'u':
        return u'う';
    case 'e':
        return u'え';
    case 'o':
        return u'お';
    default:
        return 0;
    }
}

/* The tails that lengthen the vowel; NULL where it is none. */
static const uint16_t *tails_of(char vowel, const uint8_t **ret_costs)
{
    for (size_t i = 0; i < KY_LEN(longs); i++) {
        if (longs[i].vowel == vowel) {
            if (ret_costs != NULL)
                *ret_costs = longs[i].costs;
            return longs[i].tails;
        }
    }
    return NULL;
}

/* True where the kana at `at` makes a long vowel of the one before it. */
static bool lengthens(const spelling *s, size_t at)
{
    if (at == 0 || at >= s->n)
        return false;
    const uint16_t *tails = tails_of(vowel_of(s->chars[at - 1]), NULL);
    uint16_t c = s->chars[at];
    return tails != NULL && (c == LONG_MARK || c == tails[0] || (tails[1] != 0 && c == tails[1]));
}

static bool same(const spelling *a, const spelling *b)
{
    return a->n == b->n && memcmp(a->chars, b->chars, a->n * sizeof a->chars[0]) == 0;
}

/* The slot of a spelling, or the empty one where it belongs. */
static uint32_t *slot_of(const search *x, const spelling *s)
{
    ky_str bytes = {(const char *) s->chars, s->n * sizeof s->chars[0]};
    size_t at = (size_t) ky_hash(bytes, KY_HASH_SEED) & (x->n_slots - 1);
    while (x->slots[at] != 0 && !same(&x->items[x->slots[at] - 1], s))
        at = (at + 1) & (x->n_slots - 1);
    return &x->slots[at];
}

static void reach(search *x, const spelling *s)
{
    if (x->failed || s->distance > JA_MAX_LOOSE)
        return;
    uint32_t *slot = slot_of(x, s);
    if (*slot != 0 && x->items != NULL) {
        spelling *known = &x->items[*slot - 1];
        if (known->distance > s->distance)
            known->distance = s->distance;
        return;
    }
    if (x->n == x->max)
        return;
    if (!KY_GROW(x->items, x->cap, x->n + 1)) {
        x->failed = true;
        return;
    }
    x->items[x->n++] = *s;
    *slot = (uint32_t) x->n;
}

/* s with the `cut` kana at `at` replaced by a and b, where they are not 0. */
static void replace(search *x, const spelling *s, size_t at, size_t cut, pair by, int cost)
{
    size_t put = (size_t) (by.a != 0) + (size_t) (by.b != 0);
    if (s->n - cut + put > MAX_CHARS || s->n - cut + put == 0)
        return;
    spelling to = {.n = (uint8_t) (s->n - cut + put),
                   .distance = (uint8_t) (s->distance + cost),
                   .settled = s->settled};
    const size_t wide = sizeof s->chars[0];
    memcpy(to.chars, s->chars, at * wide);
    if (put > 0)
        to.chars[at] = by.a;
    if (put > 1)
        to.chars[at + 1] = by.b;
    memcpy(to.chars + at + put, s->chars + at + cut, (s->n - at - cut) * wide);
    reach(x, &to);
}

static void change_size(search *x, const spelling *s, size_t at)
{
    uint16_t small = plausible_small(s, at);
    uint16_t large = large_of(s->chars[at]);
    if (small != 0)
        replace(x, s, at, 1, (pair){.a = small}, EVERYDAY);
    if (large != 0)
        replace(x, s, at, 1, (pair){.a = large}, EVERYDAY);
}

/* The long vowel at `at` in its other spellings; ー left out. */
static void respell_long(search *x, const spelling *s, size_t at)
{
    if (!lengthens(s, at))
        return;
    uint16_t c = s->chars[at];
    const uint16_t *tails = tails_of(vowel_of(s->chars[at - 1]), NULL);
    if (c == LONG_MARK)
        replace(x, s, at, 1, (pair){0}, EVERYDAY);
    else
        replace(x, s, at, 1, (pair){.a = LONG_MARK}, EVERYDAY);
    for (size_t i = 0; i < 2 && tails[i] != 0; i++) {
        if (tails[i] != c)
            replace(x, s, at, 1, (pair){.a = tails[i]}, EVERYDAY);
    }
}

/* い after え and う after お: the vowels of 景気 and 講師, which no mark stands for. */
static bool is_vowel_of_its_own(const spelling *s, size_t at)
{
    char before = vowel_of(s->chars[at - 1]);
    return (before == 'e' && s->chars[at] == u'い') || (before == 'o' && s->chars[at] == u'う');
}

/* The long vowel at `at` with ー for its vowel, or with its vowel for ー. */
static void respell_mark(search *x, const spelling *s, size_t at)
{
    spelling from = *s;
    if (at < s->settled || !lengthens(s, at))
        return;
    from.settled = (uint8_t) (at + 1);
    if (s->chars[at] != LONG_MARK) {
        if (x->borrowed || !is_vowel_of_its_own(s, at))
            replace(x, &from, at, 1, (pair){.a = LONG_MARK}, EVERYDAY);
        return;
    }
    const uint16_t *tails = tails_of(vowel_of(s->chars[at - 1]), NULL);
    for (size_t i = 0; i < 2 && tails[i] != 0; i++)
        replace(x, &from, at, 1, (pair){.a = tails[i]}, EVERYDAY);
}

/* ー missing at the end, or too many. */
static void respell_end(search *x, const spelling *s)
{
    spelling from = *s;
    bool marked = s->chars[s->n - 1] == LONG_MARK;
    size_t least = MIN_ENDED - ((x->ways & JA_LOOSE_BORROWED) != 0) + (size_t) marked;
    if (s->settled >= s->n || s->n < least)
        return;
    from.settled = (uint8_t) (s->n + 1);
    if (marked)
        replace(x, &from, s->n - 1U, 1, (pair){0}, EVERYDAY);
    else if (tails_of(vowel_of(s->chars[s->n - 1]), NULL) != NULL)
        replace(x, &from, s->n, 0, (pair){.a = LONG_MARK}, EVERYDAY);
}

/* What only words from abroad have: ー, a small vowel, ぱ row behind other than っ and ん. */
static bool looks_borrowed(const spelling *s)
{
    for (size_t at = 0; at < s->n; at++) {
        uint16_t c = s->chars[at];
        bool doubled = at > 0 && is_one_of(s->chars[at - 1], u"っん");
        if (c == LONG_MARK || is_one_of(c, u"ぁぃぅぇぉ") ||
            (is_one_of(c, u"ぱぴぷぺぽ") && !doubled))
            return true;
    }
    return false;
}

/* True where a mora with a short vowel ends before `at`. */
static bool is_short(const spelling *s, size_t at)
{
    uint16_t next = at < s->n ? s->chars[at] : 0;
    bool split = next != 0 && next != u'っ' && large_of(next) != 0;
    return at > 0 && !split && tails_of(vowel_of(s->chars[at - 1]), NULL) != NULL &&
           !lengthens(s, at);
}

/* A long vowel for the short one before `at`. */
static void lengthen(search *x, const spelling *s, size_t at)
{
    if (!is_short(s, at))
        return;
    const uint8_t *costs = NULL;
    const uint16_t *tails = tails_of(vowel_of(s->chars[at - 1]), &costs);
    bool by_vowel = (x->ways & JA_LOOSE_LENGTHEN) != 0;
    for (size_t i = 0; by_vowel && i < 2 && tails[i] != 0; i++)
        replace(x, s, at, 0, (pair){.a = tails[i]}, costs[i]);
    if ((x->ways & JA_LOOSE_LONG) != 0)
        replace(x, s, at, 0, (pair){.a = LONG_MARK}, by_vowel || at == s->n ? EVERYDAY : RARE);
}

static size_t morae(const spelling *s)
{
    size_t n = 0;
    for (size_t at = 0; at < s->n; at++)
        n += s->chars[at] == u'っ' || large_of(s->chars[at]) == 0;
    return n;
}

/* What Hepburn leaves out with the macron before `at`: 王 and 大 both begin a word with o. */
static void put_macron(search *x, const spelling *s, size_t at)
{
    if (!is_short(s, at))
        return;
    char vowel = vowel_of(s->chars[at - 1]);
    bool long_word = morae(s) >= MIN_BORROWED;
    if (vowel == 'o' || vowel == 'u')
        replace(x, s, at, 0, (pair){.a = u'う'}, EVERYDAY);
    if (vowel == 'o')
        replace(x, s, at, 0, (pair){.a = u'お'}, s->chars[at - 1] == u'お' ? EVERYDAY : RARE);
    spelling from = *s;
    from.settled = (uint8_t) (at + 1);
    if (vowel == 'o' || vowel == 'u' || long_word || (x->ways & JA_LOOSE_BORROWED) != 0)
        replace(x, &from, at, 0, (pair){.a = LONG_MARK}, long_word ? EVERYDAY : RARE);
}

static void change_sound(search *x, const spelling *s, size_t at)
{
    uint16_t c = s->chars[at];
    for (size_t i = 0; i < KY_LEN(sounds); i++) {
        if (sounds[i].a == c)
            replace(x, s, at, 1, (pair){.a = sounds[i].b}, EVERYDAY);
        if (sounds[i].b == c)
            replace(x, s, at, 1, (pair){.a = sounds[i].a}, EVERYDAY);
    }
}

/* ウィスキー was ヰスキー, ウェ was ヱ. Large ones only in what is known to be from abroad, for
 * 植木 is no 駅. */
static void change_wi(search *x, const spelling *s, size_t at)
{
    uint16_t next = at + 1 < s->n ? s->chars[at + 1] : 0;
    const spelling *typed = &x->items[0];
    bool small = at + 1 < typed->n && typed->chars[at + 1] == next;
    bool borrowed = (x->ways & JA_LOOSE_BORROWED) != 0 && next == u'ぃ';
    if (s->chars[at] != u'う' || !(small || borrowed))
        return;
    if (next == u'ぃ' || next == u'ぇ')
        replace(x, s, at, 2, (pair){.a = next + 1}, EVERYDAY);
}

static void change_foreign(search *x, const spelling *s, size_t at)
{
    uint16_t c = s->chars[at];
    uint16_t next = at + 1 < s->n ? s->chars[at + 1] : 0;
    bool alone = next == 0 || next == u'っ' || large_of(next) == 0;
    for (size_t i = 0; i < KY_LEN(foreign); i++) {
        pair two = {foreign[i].two[0], foreign[i].two[1]};
        if (two.a == c && two.b == next)
            replace(x, s, at, 2, (pair){.a = foreign[i].one}, RARE);
        if (foreign[i].one == c && alone)
            replace(x, s, at, 1, two, RARE);
    }
}

/* The one departure made everywhere: someone who does not type small kana types none. */
static void change_every_size(search *x, const spelling *s, bool to_small)
{
    spelling to = *s;
    to.distance = EVERYDAY;
    for (size_t at = 0; at < to.n; at++) {
        uint16_t c = to_small ? plausible_small(&to, at) : large_of(to.chars[at]);
        to.chars[at] = c != 0 ? c : to.chars[at];
    }
    reach(x, &to);
}

/* Someone who leaves out macrons leaves out all. */
static void lengthen_every_o_and_u(search *x, const spelling *s)
{
    spelling to = {.distance = EVERYDAY};
    for (size_t at = 0; at < s->n; at++) {
        char vowel = vowel_of(s->chars[at]);
        to.chars[to.n++] = s->chars[at];
        if ((vowel == 'o' || vowel == 'u') && is_short(s, at + 1))
            to.chars[to.n++] = u'う';
    }
    reach(x, &to);
}

/* As kohi for コーヒー; of a short word only all together, for biru is no ビール. */
static void mark_every_vowel(search *x, const spelling *s)
{
    spelling to = {.distance = EVERYDAY};
    for (size_t at = 0; at < s->n; at++) {
        to.chars[to.n++] = s->chars[at];
        if (is_short(s, at + 1))
            to.chars[to.n++] = LONG_MARK;
    }
    to.settled = to.n;
    reach(x, &to);
}

/* One with ー for every vowel that a tail lengthens, or without any. */
static void change_every_long(search *x, const spelling *s, bool drop)
{
    spelling to = {.distance = EVERYDAY};
    for (size_t at = 0; at < s->n; at++) {
        bool is_long = lengthens(s, at);
        if (drop && is_long && s->chars[at] == LONG_MARK)
            continue;
        to.chars[to.n++] = is_long && !drop ? LONG_MARK : s->chars[at];
    }
    reach(x, &to);
}

/* ー wherever it can stand for a vowel. */
static void mark_every_long(search *x, const spelling *s)
{
    spelling to = *s;
    to.distance = EVERYDAY;
    for (size_t at = 1; at < to.n; at++) {
        if (!lengthens(s, at) || (!x->borrowed && is_vowel_of_its_own(s, at)))
            continue;
        to.chars[at] = LONG_MARK;
        to.settled = (uint8_t) (at + 1);
    }
    reach(x, &to);
}

static void depart_everywhere(search *x, const spelling *s)
{
    if ((x->ways & JA_LOOSE_SIZE) != 0) {
        change_every_size(x, s, true);
        change_every_size(x, s, false);
    }
    if ((x->ways & (JA_LOOSE_LENGTHEN | JA_LOOSE_HEPBURN)) != 0)
        lengthen_every_o_and_u(x, s);
    if ((x->ways & JA_LOOSE_HEPBURN) != 0)
        mark_every_vowel(x, s);
    if ((x->ways & JA_LOOSE_MARK) != 0)
        mark_every_long(x, s);
    if ((x->ways & JA_LOOSE_LONG) != 0) {
        change_every_long(x, s, true);
        change_every_long(x, s, false);
    }
}

static void depart(search *x, const spelling *s)
{
    if (s->distance == 0)
        depart_everywhere(x, s);
    for (size_t at = 0; at < s->n; at++) {
        if ((x->ways & JA_LOOSE_SIZE) != 0)
            change_size(x, s, at);
        if ((x->ways & JA_LOOSE_LONG) != 0)
            respell_long(x, s, at);
        if ((x->ways & JA_LOOSE_MARK) != 0)
            respell_mark(x, s, at);
        if ((x->ways & JA_LOOSE_SOUND) != 0) {
            change_sound(x, s, at);
            change_wi(x, s, at);
        }
        if ((x->ways & JA_LOOSE_FOREIGN) != 0)
            change_foreign(x, s, at);
        if ((x->ways & (JA_LOOSE_LONG | JA_LOOSE_LENGTHEN)) != 0)
            lengthen(x, s, at + 1);
        if ((x->ways & JA_LOOSE_HEPBURN) != 0)
            put_macron(x, s, at + 1);
    }
    if ((x->ways & JA_LOOSE_MARK) != 0)
        respell_end(x, s);
}

/* The kana of a key; false where it is not kana, or too long. */
static bool spell(ky_str key, spelling *ret)
{
    size_t len;
    for (size_t at = 0; at < key.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(key, at), &len);
        if (!ja_is_kana(c) || c > LONG_MARK || ret->n == JA_MAX_LOOSE_KANA)
            return false;
        ret->chars[ret->n++] = (uint16_t) c;
    }
    return ret->n > 0;
}

static ky_str written(const spelling *s, char bytes[MAX_CHARS * KANA_BYTES])
{
    for (size_t i = 0; i < s->n; i++) {
        char *p = bytes + i * KANA_BYTES;
        p[0] = (char) (0xE0 | s->chars[i] >> 12);
        p[1] = (char) (0x80 | (s->chars[i] >> 6 & 0x3F));
        p[2] = (char) (0x80 | (s->chars[i] & 0x3F));
    }
    return (ky_str){bytes, s->n * (size_t) KANA_BYTES};
}

/* Visit by distance, departing from all of one distance before the next is visited. */
static void walk(search *x, size_t limit, ja_loose_fn visit, void *payload)
{
    char bytes[MAX_CHARS * KANA_BYTES];
    size_t visits = 0;
    for (int distance = 0; distance <= JA_MAX_LOOSE && !x->failed; distance++) {
        size_t known = x->n;
        for (size_t i = 1; i < known; i++) {
            if (x->items[i].distance != distance)
                continue;
            if (visits++ == limit || visit(payload, written(&x->items[i], bytes), distance))
                return;
        }
        for (size_t i = 0; i < known && distance < JA_MAX_LOOSE; i++) {
            spelling from = x->items[i]; /* the array moves as it grows */
            if (from.distance == distance)
                depart(x, &from);
        }
    }
}

static void search_fini(search *x)
{
    free(x->items);
    free(x->slots);
}

ky_rc ja_kana_loose(ky_str key, unsigned ways, size_t limit, ja_loose_fn visit, void *payload,
                    ky_err *err)
{
    spelling first = {.n = 0};
    if (limit == 0 || !spell(key, &first))
        return KY_OK;
    KY_CLEANUP(search_fini) search x = {.ways = ways, .max = KNOWN_PER_VISIT * limit + 1};
    for (x.n_slots = 64; x.n_slots < 2 * x.max;)
        x.n_slots *= 2;
    x.slots = calloc(x.n_slots, sizeof *x.slots);
    if (x.slots == NULL)
        return ky_nomem(err);
    x.borrowed = (ways & JA_LOOSE_BORROWED) != 0 || looks_borrowed(&first);
    reach(&x, &first);
    walk(&x, limit, visit, payload);
    return x.failed ? ky_nomem(err) : KY_OK;
}
