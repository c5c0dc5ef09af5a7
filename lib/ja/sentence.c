#include "sentence.h"

#include "chars.h"

static size_t marks_end(ky_str folded, size_t at)
{
    size_t len;
    for (; at < folded.n; at += len) {
        if (!ja_is_mark(ky_utf8_next(ky_str_from(folded, at), &len)))
            break;
    }
    return at;
}

static size_t sentence_end(ky_str folded, size_t start)
{
    size_t after_text = start;
    size_t after_mark = 0;
    size_t len;
    for (size_t at = start; at < folded.n; at += len) {
        ja_char kind = ja_char_of(ky_utf8_next(ky_str_from(folded, at), &len));
        if (kind == JA_CHAR_BLANK || kind == JA_CHAR_BREAK || ja_ends_sentence(folded, at))
            break;
        if (at + len - start > JA_MAX_PIECE_BYTES)
            return after_mark > 0 ? after_mark : at;
        if (kind == JA_CHAR_PUNCT)
            after_mark = at + len;
        else
            after_text = at + len;
    }
    return after_text;
}

ja_piece ja_piece_at(ky_str folded, size_t at)
{
    size_t end = marks_end(folded, at);
    if (end > at)
        return (ja_piece){at, end, true};
    return (ja_piece){at, sentence_end(folded, at), false};
}
