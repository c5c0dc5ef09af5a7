/* A JSON value as an XML tree, for stylesheets to read.
 *
 * An object is an element with one for each member, a list one with an <item> for each value, a
 * text its characters, a boolean `true` or `false`, a number its digits; null is nothing. Two kinds
 * of members are more than their characters: html   text as a search answer marks it: escaped, with
 * <mark> elements. say    interface text: {a} is <arg name="a"/>, and a reading in brackets behind
 * kanji, as やさしい 日本語 is written, becomes furigana: 活動（かつどう） is a <ruby> element. */
#ifndef SEARCHD_PAGES_TREE_H
#define SEARCHD_PAGES_TREE_H

#include <libxml/tree.h>

#include "base/json.h"

/* Add a child called name. Characters that XML has no place for become U+FFFD.
 *  name     an XML name.
 *  errors   NOMEM. */
ky_rc tree_add(xmlNode *parent, const char *name, const json_t *value, ky_err *err);

/* Add a child for each member of an object. Errors as above. */
ky_rc tree_add_members(xmlNode *parent, const json_t *object, ky_err *err);

#endif
