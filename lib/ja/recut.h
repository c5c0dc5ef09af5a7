/* Words that the best path tears: cuts nearly as good as the best one. For lib/ja alone.
 *
 * A word off the best path whose ends are not both borders of it is priced: what the cheapest cut
 * that has it as a word costs more than the best cut, every cost being that of the whole piece. The
 * lattice has it all, so nothing is parsed again. The other cut must
 *  - cost at most JA_RECUT_MARGIN more (measured: docs/relevance.md);
 *  - depart from the best one among nouns and prefixes alone, and hold nothing but known nouns of
 *    two characters or more, their suffixes and prefixes, no names of places and persons (those of
 *    countries are as good as other nouns) and no numbers, and begin with a noun;
 *  - be made of no more and no shorter words than what it stands for: single characters count two,
 *    those that are no affix three, words of two characters one, longer ones nothing. Among three
 *    characters, where every cut leaves one alone, it must be better by that measure;
 *  - differ at no border between two hiragana.
 *
 * A token that is a suffix (in the name of a stop or a place: a noun), no tail itself, and a tail
 * of the rules by spelling and by sound is cut between them where that costs at most JA_TAIL_MARGIN
 * more: 消防団 in 消防|団長, 東京大学 in 東京|大学前. */
#ifndef KY_JA_RECUT_H
#define KY_JA_RECUT_H

#include "heard.h"

enum {
    JA_RECUT_MARGIN = 2500,
    JA_TAIL_MARGIN = 4000, /* for a tail (rules.h): measured likewise */
};

/* Append the words of other cuts to what is heard, and runs of up to JA_MAX_RUN_WORDS words of
 * theirs and their neighbours, each with an end that is no border of the best path
 * (JA_HOLD_RAGGED): 人形 and 人形美術館 in 日本人|形|美術館. Errors NOMEM. */
ky_rc ja_hear_other_cuts(const ja_hearing *h);

#endif
