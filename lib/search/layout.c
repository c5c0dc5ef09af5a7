#include "layout.h"

#include <inttypes.h>

uint32_t ky_slot_facet(size_t field, size_t i)
{
    return (uint32_t) (KY_SLOT_FACETS + field * KY_MAX_VALUES + i);
}

void ky_term_facet_prefix(const ky_field *f, ky_buf *out)
{
    ky_buf_putc(out, 'X');
    ky_buf_put(out, f->name);
    ky_buf_putc(out, ':');
}

static const char hash_mark = '\x01';

/* Xapian counts a NUL twice, so a text that holds one goes by its hash, as a long one does; and
 * one that looks like a hash, so that every text behind the mark is one. */
static void put_text_or_hash(ky_str text, ky_buf *out)
{
    if (text.n <= KY_MAX_BOOLEAN_TERM_BYTES && !ky_term_is_hashed(text) &&
        (text.n == 0 || memchr(text.p, '\0', text.n) == NULL))
        ky_buf_put(out, text);
    else
        ky_buf_printf(out, "%c%016" PRIx64, hash_mark, ky_hash(text, KY_HASH_SEED));
}

bool ky_term_is_hashed(ky_str text)
{
    return text.n > 0 && text.p[0] == hash_mark;
}

void ky_term_facet(const ky_field *f, ky_str value, ky_buf *out)
{
    ky_term_facet_prefix(f, out);
    put_text_or_hash(value, out);
}

void ky_term_id(ky_str id, ky_buf *out)
{
    ky_buf_putc(out, 'Q');
    put_text_or_hash(id, out);
}

void ky_term_number(uint32_t number, ky_buf *out)
{
    ky_buf_printf(out, "XN%" PRIu32, number);
}

void ky_term_dataset(ky_str id, ky_buf *out)
{
    ky_buf_puts(out, "XD");
    put_text_or_hash(id, out);
}

static const char sound_kinds[] = {
    [JA_SOUND_WORD] = 'w', [JA_SOUND_INFLECTED] = 'i', [JA_SOUND_ACROSS] = 'a',
    [JA_SOUND_PART] = 'p', [JA_SOUND_STOP] = 's',      [JA_SOUND_RUN] = 'r'};
static const char key_end = '\x01';

void ky_term_sound_prefix(ja_sound_kind kind, bool certain, ky_buf *out)
{
    ky_buf_putc(out, sound_kinds[kind]);
    ky_buf_putc(out, certain ? '=' : '?');
}

void ky_term_sound(const ja_sound *s, ky_buf *out)
{
    ky_term_sound_prefix(s->kind, s->certain, out);
    ky_buf_put(out, s->key);
    ky_buf_putc(out, key_end);
    ky_buf_put(out, s->spelling);
}

bool ky_term_is_sound(ky_str term, ja_sound *ret)
{
    size_t end = ky_str_find(term, (ky_str){&key_end, 1});
    const char *kind = term.n < 2 ? NULL : memchr(sound_kinds, term.p[0], sizeof sound_kinds);
    if (kind == NULL || end == SIZE_MAX || end < 2)
        return false;
    *ret = (ja_sound){.kind = (ja_sound_kind) (kind - sound_kinds),
                      .key = {term.p + 2, end - 2},
                      .spelling = ky_str_from(term, end + 1),
                      .certain = term.p[1] == '='};
    return true;
}

static void put_u32(uint32_t v, ky_buf *out)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        ky_buf_putc(out, (char) (v >> shift & 0xFF));
}

static ky_str cut_at_character(ky_str s, size_t max)
{
    if (s.n <= max)
        return s;
    while (max > 0 && ((unsigned char) s.p[max] & 0xC0) == 0x80)
        max--;
    return (ky_str){s.p, max};
}

void ky_sort_key(uint32_t slot, const ky_record *r, ky_str reading, ky_buf *out)
{
    const uint32_t year_desc = UINT32_MAX - r->year;
    if (slot == KY_SLOT_TIES) {
        put_u32(year_desc, out);
        put_u32(r->number, out);
    } else if (slot == KY_SLOT_NUMBER) {
        put_u32(r->number, out);
        put_u32(year_desc, out);
    } else if (slot == KY_SLOT_NUMBER_DESC) {
        put_u32(UINT32_MAX - r->number, out);
        put_u32(year_desc, out);
    } else {
        ky_buf_put(out, cut_at_character(reading, KY_MAX_NAME_KEY_BYTES));
        ky_buf_putc(out, '\0');
        put_u32(r->number, out);
        put_u32(year_desc, out);
    }
    ky_buf_put(out, r->id);
}
