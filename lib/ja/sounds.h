/* How an analysed text sounds, piece by piece: each word, each word inside or across words, each
 * run of words, with every reading that the dictionary has for it there. */
#ifndef KY_JA_SOUNDS_H
#define KY_JA_SOUNDS_H

#include "analyser.h"
#include "base/buf.h"

typedef enum ja_sound_kind {
    JA_SOUND_WORD,      /* a word in its base form, whether it stands so or inflected */
    JA_SOUND_INFLECTED, /* a word as it stands, where that is not its base form */
    JA_SOUND_ACROSS,    /* a word of the dictionary across the borders of tokens */
    JA_SOUND_PART,      /* a word of the dictionary inside a word */
    JA_SOUND_STOP,      /* a stop word with kanji in it, in its base form: 以上 */
    JA_SOUND_RUN, /* 2 to JA_MAX_RUN_WORDS words side by side, ・ and - between them left out */
    JA_SOUND_KINDS
} ja_sound_kind;

typedef struct ja_sound {
    ja_sound_kind kind;
    ky_str key;      /* kana key; not empty */
    ky_str spelling; /* folded */
    bool certain;    /* read so wherever it stands: the dictionary has the same readings for every
                        part of speech of it, and it is kana or more than one character */
} ja_sound;

/* Called for each; the strings die with the call. Anything but KY_OK stops the walk. */
typedef ky_rc ja_sound_visit(void *payload, const ja_sound *s, ky_err *err);

enum {
    JA_MAX_RUN_WORDS = 4,
    JA_MAX_RUN_SOUNDS = 3, /* readings of one run */
};

/* Visit the sounds of a text in its order, words and parts first, then runs where they are asked
 * for. One may come more than once. Errors NOMEM, and whatever visit returns. */
ky_rc ja_sounds(const ja_analysis *a, bool runs, ja_sound_visit *visit, void *payload, ky_err *err);

enum { JA_MAX_TOGETHER = 8 };

/* The readings of words side by side: the product of those of each, the likeliest first. */
typedef struct ja_together {
    ky_buf keys[JA_MAX_TOGETHER];
    size_t n; /* none where one of the words has no reading */
} ja_together;

/* Begin with `ja_together s = {.n = 1};`. */
void ja_together_fini(ja_together *s);

/* Put a word behind, keeping at most `max` readings. False without memory. */
bool ja_together_add(ja_together *s, const ja_token *t, size_t max);

#endif
