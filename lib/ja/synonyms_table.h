/* The lines of synonyms.tsv, read and checked, before they are indexed; for lib/ja alone. */
#ifndef KY_JA_SYNONYMS_TABLE_H
#define KY_JA_SYNONYMS_TABLE_H

#include "synonyms.h"

/* A term as it stands in a line, or once for all lines. */
typedef struct ja_synonym_term {
    ky_str text;
    ky_str readings; /* with '/' between, some in parentheses */
    size_t line;
    size_t equal; /* the term that stands for its equal ones; itself where it has none */
    size_t next;  /* 1 + the next of its equal ones, 0 for the last; begins at `equal` */
} ja_synonym_term;

/* One term leads to another. Related ones are linked both ways. */
typedef struct ja_synonym_link {
    size_t from;
    size_t to;
    ja_relation relation;
    size_t line;
} ja_synonym_link;

typedef struct ja_synonym_terms {
    ja_synonym_term *items;
    size_t n;
    size_t cap;
} ja_synonym_terms;

typedef struct ja_synonym_links {
    ja_synonym_link *items;
    size_t n;
    size_t cap;
} ja_synonym_links;

/* Begin with `ja_synonym_table t = {0};`. */
typedef struct ja_synonym_table {
    ja_synonym_terms terms; /* each once, by bytes; they point into the file's text */
    ja_synonym_links links; /* in the order of the lines; those of JA_FINDS never lead back */
} ja_synonym_table;

void ja_synonym_table_fini(ja_synonym_table *t); /* for KY_CLEANUP */

/* As ja_synonyms_parse(). *ret is to be empty, and may be half filled on failure. */
ky_rc ja_synonym_table_read(ky_str text, const char *name, ja_synonym_table *ret, ky_err *err);

/* Take what stands before the next separator off the front of *s, whose p is NULL once nothing is
 * left; false then. */
bool ja_next_part(ky_str *s, char separator, ky_str *ret);

/* A reading without the parentheses that keep it from being looked up. */
ky_str ja_bare_reading(ky_str one);

#endif
