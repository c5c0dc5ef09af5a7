#include "readings.h"

#include "base/varint.h"

/* An entry is how, what it shares with the one before, the rest of `key NUL spelling`; every
 * BLOCK-th shares nothing, so that a block can be read without those before it. */
enum { BLOCK = 16, MAX_ENTRY_BYTES = 1024 };

void ky_readings_fini(ky_readings *r)
{
    ky_buf_fini(&r->bytes);
    free(r->blocks);
    *r = (ky_readings){0};
}

void ky_readings_writer_fini(ky_readings_writer *w)
{
    ky_buf_fini(&w->bytes);
    ky_buf_fini(&w->before);
}

static size_t shared_bytes(ky_str a, ky_str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

void ky_readings_add(ky_readings_writer *w, ky_str key, ky_str spelling, unsigned how)
{
    KY_CLEANUP(ky_buf_fini) ky_buf entry = {0};
    if (key.n + 1 + spelling.n > MAX_ENTRY_BYTES)
        return;
    ky_buf_put(&entry, key);
    ky_buf_putc(&entry, '\0');
    ky_buf_put(&entry, spelling);
    ky_str e = ky_buf_str(&entry);
    size_t shared = w->n % BLOCK == 0 ? 0 : shared_bytes(ky_buf_str(&w->before), e);
    ky_put_varint(how, &w->bytes);
    ky_put_varint(shared, &w->bytes);
    ky_put_varint(e.n - shared, &w->bytes);
    ky_buf_put(&w->bytes, ky_str_from(e, shared));
    ky_buf_clear(&w->before);
    ky_buf_put(&w->before, e);
    w->bytes.failed = w->bytes.failed || !ky_buf_ok(&entry) || !ky_buf_ok(&w->before);
    w->n++;
}

/* Reading entry after entry. */
typedef struct cursor {
    ky_str rest;
    char entry[MAX_ENTRY_BYTES];
    size_t n;     /* bytes of the entry */
    size_t key_n; /* of them the key */
    unsigned how;
} cursor;

/* False at the end, and where the bytes make no sense (*ret_broken). */
static bool next(cursor *c, bool *ret_broken)
{
    uint64_t how = 0;
    uint64_t shared = 0;
    uint64_t tail = 0;
    if (c->rest.n == 0)
        return false;
    *ret_broken = true;
    if (!ky_get_varint(&c->rest, &how) || !ky_get_varint(&c->rest, &shared) ||
        !ky_get_varint(&c->rest, &tail))
        return false;
    c->how = (unsigned) how;
    if (shared > c->n || tail > c->rest.n || tail > MAX_ENTRY_BYTES - shared || tail == 0)
        return false;
    memcpy(c->entry + shared, c->rest.p, (size_t) tail);
    c->n = (size_t) (shared + tail);
    c->rest = ky_str_from(c->rest, (size_t) tail);
    const char *nul = memchr(c->entry, '\0', c->n);
    if (nul == NULL)
        return false;
    c->key_n = (size_t) (nul - c->entry);
    *ret_broken = false;
    return true;
}

static ky_str entry_key(const cursor *c)
{
    return (ky_str){c->entry, c->key_n};
}

static ky_str entry_spelling(const cursor *c)
{
    return (ky_str){c->entry + c->key_n + 1, c->n - c->key_n - 1};
}

ky_rc ky_readings_parse(ky_buf *bytes, ky_readings *ret, ky_err *err)
{
    KY_CLEANUP(ky_readings_fini) ky_readings r = {.bytes = *bytes};
    cursor c;
    bool broken = false;
    size_t cap = 0;
    c.rest = ky_buf_str(bytes);
    *bytes = (ky_buf){0};
    for (size_t n = 0;; n++) {
        size_t at = r.bytes.n - c.rest.n;
        if (n % BLOCK == 0)
            c.n = 0;
        if (!next(&c, &broken))
            break;
        r.longest = c.key_n > r.longest ? c.key_n : r.longest;
        if (n % BLOCK != 0)
            continue;
        if (!KY_GROW(r.blocks, cap, r.n_blocks + 1))
            return ky_nomem(err);
        r.blocks[r.n_blocks++] = (uint32_t) at;
    }
    if (broken)
        return ky_fail(err, KY_E_CORRUPT, "the readings of the index are damaged");
    *ret = r;
    r = (ky_readings){0};
    return KY_OK;
}

static void read_block(const ky_readings *r, size_t block, cursor *c)
{
    c->rest = ky_str_from(ky_buf_str(&r->bytes), r->blocks[block]);
    c->n = 0;
}

/* The last block that begins before key, where its first entry may be; 0 where there is none. */
static size_t block_of(const ky_readings *r, ky_str key, cursor *c)
{
    size_t low = 0;
    size_t high = r->n_blocks;
    bool broken = false;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        read_block(r, middle, c);
        if (next(c, &broken) && ky_str_cmp(entry_key(c), key) < 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void ky_readings_find(const ky_readings *r, ky_str key, ky_reading_visit *visit, void *payload)
{
    cursor c;
    bool broken = false;
    if (key.n == 0 || key.n > r->longest)
        return;
    read_block(r, block_of(r, key, &c), &c);
    while (next(&c, &broken)) {
        int order = ky_str_cmp(entry_key(&c), key);
        if (order > 0 || (order == 0 && !visit(payload, entry_spelling(&c), c.how)))
            return;
    }
}

bool ky_readings_begin(const ky_readings *r, ky_str beginning)
{
    cursor c;
    bool broken = false;
    if (r->n_blocks == 0 || beginning.n > r->longest)
        return false;
    read_block(r, block_of(r, beginning, &c), &c);
    while (next(&c, &broken))
        if (ky_str_cmp(entry_key(&c), beginning) >= 0)
            return ky_str_starts(entry_key(&c), beginning);
    return false;
}
