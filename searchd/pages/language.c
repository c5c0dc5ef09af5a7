#include "pages/language.h"

#include <stdlib.h>
#include <strings.h>

static const struct {
    const char *code;
    const char *tag;
} languages[LANGUAGES] = {
    [LANGUAGE_JA] = {"ja", "ja"},
    [LANGUAGE_EASY] = {"easy", "ja"},
    [LANGUAGE_EN] = {"en", "en"},
};

const char *language_code(language l)
{
    return languages[l].code;
}

const char *language_tag(language l)
{
    return languages[l].tag;
}

bool language_of_code(ky_str code, language *ret)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        if (ky_str_eq(code, ky_str_of(languages[i].code))) {
            *ret = (language) i;
            return true;
        }
    }
    return false;
}

/* One range of the field and its weight in thousandths. */
typedef struct range {
    ky_str tag;
    int weight;
} range;

static ky_str take_until(ky_str *rest, char end)
{
    const char *at = rest->n == 0 ? NULL : memchr(rest->p, end, rest->n);
    ky_str piece = {rest->p, at == NULL ? rest->n : (size_t) (at - rest->p)};
    *rest = ky_str_from(*rest, piece.n + (at != NULL));
    return piece;
}

/* `0.8` as 800; what is no weight of the grammar is 0, so that the range is not asked for. */
static int thousandths(ky_str weight)
{
    int value = 0;
    int place = 1000;
    if (weight.n == 0 || (weight.p[0] != '0' && weight.p[0] != '1') || weight.n > 5)
        return 0;
    value = (weight.p[0] - '0') * place;
    for (size_t i = 2; i < weight.n; i++) {
        place /= 10;
        if (weight.p[1] != '.' || weight.p[i] < '0' || weight.p[i] > '9')
            return 0;
        value += (weight.p[i] - '0') * place;
    }
    return value > 1000 ? 0 : value;
}

static range take_range(ky_str *field)
{
    ky_str rest = take_until(field, ',');
    range r = {.tag = ky_str_trim(take_until(&rest, ';')), .weight = 1000};
    while (rest.n > 0) {
        ky_str value = ky_str_trim(take_until(&rest, ';'));
        ky_str name = ky_str_trim(take_until(&value, '='));
        if (name.n == 1 && (name.p[0] == 'q' || name.p[0] == 'Q'))
            r.weight = thousandths(ky_str_trim(value));
    }
    return r;
}

/* `en` and `en-GB`, not `eno`. */
static bool is_range_of(ky_str tag, const char *wanted)
{
    size_t n = strlen(wanted);
    return tag.n >= n && strncasecmp(tag.p, wanted, n) == 0 && (tag.n == n || tag.p[n] == '-');
}

language language_accepted(ky_str field)
{
    language best = LANGUAGE_JA;
    int weight = 0;
    while (field.n > 0) {
        range r = take_range(&field);
        bool ja = is_range_of(r.tag, "ja") || ky_str_eq(r.tag, KY_LIT("*"));
        if ((!ja && !is_range_of(r.tag, "en")) || r.weight <= weight)
            continue;
        best = ja ? LANGUAGE_JA : LANGUAGE_EN;
        weight = r.weight;
    }
    return best;
}

ky_str language_label(const ky_labels *labels, language l, ky_str value)
{
    ky_str label = l == LANGUAGE_EN ? labels->en : labels->ja;
    if (l == LANGUAGE_EASY)
        label = labels->easy;
    return label.n > 0 ? label : value;
}
