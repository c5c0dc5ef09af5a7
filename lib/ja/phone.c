#include "phone.h"

enum {
    GROUPS = 3,
    LAST_DIGITS = 4,
    MIN_DIGITS = 10,
    MAX_DIGITS = 11,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the groups of digits that begin at `at` end, with one of the characters of `between` after
 * each but the last; false where they are no phone number. */
static bool groups_at(ky_str s, size_t at, const char *between, size_t ends[GROUPS])
{
    size_t digits = 0;
    size_t last = 0;
    if (at >= s.n || s.p[at] != '0')
        return false;
    for (size_t g = 0; g < GROUPS; g++, at++) {
        size_t start = at;
        while (at < s.n && is_digit(s.p[at]))
            at++;
        last = at - start;
        digits += last;
        ends[g] = at;
        if (last == 0 || (g + 1 < GROUPS && (at == s.n || s.p[at] != between[g])))
            return false;
    }
    return last == LAST_DIGITS && digits >= MIN_DIGITS && digits <= MAX_DIGITS;
}

void ja_fold_phone(ja_folded *t)
{
    const ky_str s = {t->bytes, t->n};
    size_t ends[GROUPS];
    for (size_t at = 0; at < s.n; at++) {
        bool begins = at == 0 || !is_digit(s.p[at - 1]);
        if (begins && groups_at(s, at, "()", ends))
            t->bytes[ends[0]] = t->bytes[ends[1]] = '-';
        else if (s.p[at] == '(' && groups_at(s, at + 1, ")-", ends))
            t->bytes[ends[0]] = '-';
    }
}
