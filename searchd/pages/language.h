/* The language of a page: what is ours is said in it, records stay as published. */
#ifndef SEARCHD_PAGES_LANGUAGE_H
#define SEARCHD_PAGES_LANGUAGE_H

#include <stdbool.h>

#include "base/str.h"
#include "search/schema.h"

typedef enum language {
    LANGUAGE_JA,
    LANGUAGE_EASY, /* やさしい日本語 */
    LANGUAGE_EN,
    LANGUAGES,
} language;

/* As `lang` names it: ja, easy, en. */
const char *language_code(language l);

/* Its tag for HTML and HTTP (BCP 47): ja, ja, en. */
const char *language_tag(language l);

/* False where `lang` has no such value; *ret is then as it was. */
bool language_of_code(ky_str code, language *ret);

/* What Accept-Language asks for first of what there is: RFC 9110, 12.5.4, by ranges and weights.
 * Japanese where it asks for nothing of it. */
language language_accepted(ky_str field);

/* The label of a field or a value; `value` where it has none. */
ky_str language_label(const ky_labels *labels, language l, ky_str value);

#endif
