/* What MeCab's nodes say about themselves, beyond the best path. For lib/ja alone. */
#ifndef KY_JA_NODES_H
#define KY_JA_NODES_H

#include <mecab.h>

#include "base/str.h"

/* The n-th column of a node's feature (feature.h) without unescaping it; empty past the last one.
 * Enough for parts of speech and readings. */
ky_str ja_node_column(const mecab_node_t *node, size_t n);

/* True for a noun of a dictionary, and no guess; not for the kana of a word that is written in
 * kanji, which stands only where the best path has it. */
bool ja_node_is_noun(const mecab_node_t *node);

/* True for a prefix, and for a noun that is a suffix, of a dictionary. */
bool ja_node_is_prefix(const mecab_node_t *node);
bool ja_node_is_suffix(const mecab_node_t *node);

/* True for a proper noun; and for what kind of place a name is of: 市, 町, 駅. */
bool ja_node_is_name(const mecab_node_t *node);
bool ja_node_is_area_suffix(const mecab_node_t *node);

/* True for a suffix that counts: 年, 年度, か月. */
bool ja_node_is_counter(const mecab_node_t *node);

#endif
