#include "nodes.h"

#include "feature.h"

ky_str ja_node_column(const mecab_node_t *node, size_t n)
{
    ky_str rest = {node->feature, strlen(node->feature)};
    for (;; n--) {
        size_t comma = ky_str_find(rest, KY_LIT(","));
        if (n == 0)
            return (ky_str){rest.p, comma == SIZE_MAX ? rest.n : comma};
        if (comma == SIZE_MAX)
            return KY_LIT("");
        rest = ky_str_from(rest, comma + 1);
    }
}

bool ja_node_is_noun(const mecab_node_t *node)
{
    return node->stat == MECAB_NOR_NODE &&
           ky_str_eq(ja_node_column(node, JA_COL_POS), KY_LIT("名詞")) &&
           ja_node_column(node, JA_COL_KANA).n == 0;
}

bool ja_node_is_prefix(const mecab_node_t *node)
{
    return node->stat == MECAB_NOR_NODE &&
           ky_str_eq(ja_node_column(node, JA_COL_POS), KY_LIT("接頭詞"));
}

bool ja_node_is_suffix(const mecab_node_t *node)
{
    return ja_node_is_noun(node) && ky_str_eq(ja_node_column(node, JA_COL_POS + 1), KY_LIT("接尾"));
}

bool ja_node_is_counter(const mecab_node_t *node)
{
    return ja_node_is_suffix(node) &&
           ky_str_eq(ja_node_column(node, JA_COL_POS + 2), KY_LIT("助数詞"));
}

bool ja_node_is_name(const mecab_node_t *node)
{
    return ja_node_is_noun(node) &&
           ky_str_eq(ja_node_column(node, JA_COL_POS + 1), KY_LIT("固有名詞"));
}

bool ja_node_is_area_suffix(const mecab_node_t *node)
{
    return ja_node_is_suffix(node) &&
           ky_str_eq(ja_node_column(node, JA_COL_POS + 2), KY_LIT("地域"));
}
