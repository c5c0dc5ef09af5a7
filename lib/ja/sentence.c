#include "sentence.h"

#include "chars.h"

static size_t blank_end(ky_str folded, size_t at)
{
    size_t len;
    for (; at < folded.n; at += len) {
        ja_char kind = ja_char_of(ky_utf8_next(ky_str_from(folded, at), &len));
        if (kind != JA_CHAR_BLANK && kind != JA_CHAR_BREAK)
            break;
    }
    return at;
}

static size_t sentence_end(ky_str folded, size_t start)
{
    size_t after_punct = 0;
    bool ended = false;
    size_t len;
    for (size_t at = start; at < folded.n; at += len) {
        ja_char kind = ja_char_of(ky_utf8_next(ky_str_from(folded, at), &len));
        if (kind == JA_CHAR_BLANK || kind == JA_CHAR_BREAK || (ended && kind != JA_CHAR_PUNCT))
            return at;
        if (at + len - start > JA_MAX_PIECE_BYTES)
            return after_punct > 0 ? after_punct : at;
        if (kind == JA_CHAR_PUNCT)
            after_punct = at + len;
        if (ja_ends_sentence(folded, at))
            ended = true;
    }
    return folded.n;
}

ja_piece ja_piece_at(ky_str folded, size_t at)
{
    size_t end = blank_end(folded, at);
    if (end > at)
        return (ja_piece){at, end, true};
    return (ja_piece){at, sentence_end(folded, at), false};
}
