#include "grouping.h"

enum { GROUP = 3 }; /* digits */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(ky_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && is_digit(s.p[at + n]))
        n++;
    return n;
}

static bool is_comma_before_digit(ky_str s, size_t at)
{
    return at + 1 < s.n && s.p[at] == ',' && is_digit(s.p[at + 1]);
}

/* Where the number that begins at `at` ends, with all commas and digits behind it. *ret_grouped
 * tells whether its commas part thousands. */
static size_t number_end(ky_str s, size_t at, bool *ret_grouped)
{
    size_t n = digits_at(s, at);
    bool part_of_another = at > 1 && s.p[at - 1] == '.' && is_digit(s.p[at - 2]);
    bool grouped = n <= GROUP && s.p[at] != '0' && !part_of_another;
    size_t end = at + n;
    *ret_grouped = grouped && is_comma_before_digit(s, end);
    while (is_comma_before_digit(s, end)) {
        n = digits_at(s, end + 1);
        *ret_grouped = *ret_grouped && n == GROUP;
        end += 1 + n;
    }
    return end;
}

static void move(ja_folded *t, size_t to, size_t from)
{
    t->bytes[to] = t->bytes[from];
    if (t->starts != NULL && t->ends != NULL) {
        t->starts[to] = t->starts[from];
        t->ends[to] = t->ends[from];
    }
}

void ja_fold_grouping(ja_folded *t)
{
    const ky_str s = {t->bytes, t->n};
    size_t out = 0;
    for (size_t at = 0; at < s.n;) {
        bool grouped = false;
        size_t end = is_digit(s.p[at]) ? number_end(s, at, &grouped) : at + 1;
        for (; at < end; at++)
            if (!grouped || s.p[at] != ',')
                move(t, out++, at);
    }
    t->n = out;
}
