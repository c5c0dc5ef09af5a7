/* The schema: what a published table holds, which of it is searched, and how it is called.
 *
 * It is read from one JSON file (data/collaboration.schema.json is the bundled one, docs/schema.md
 * describes the format), stored in the index, and immutable once loaded: any number of threads may
 * read it. Everything returned from it lives as long as the schema. */
#ifndef KY_SEARCH_SCHEMA_H
#define KY_SEARCH_SCHEMA_H

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"

enum {
    KY_MAX_SCHEMA_BYTES = 1 << 20,
    KY_MAX_FIELDS = 32,
    KY_MAX_VOCABULARY = 1000, /* values of one facet */
    KY_MAX_VALUES = 32,       /* values of one facet in one record */
    KY_MAX_FIELD_NAME_BYTES = 32,
};

typedef enum ky_field_kind {
    KY_FIELD_TEXT,   /* published words, shown and perhaps searched */
    KY_FIELD_FACET,  /* values to filter by: a closed vocabulary, or open */
    KY_FIELD_FLAG,   /* yes or no; as a facet its values are "true" and "false" */
    KY_FIELD_NUMBER, /* a whole number */
} ky_field_kind;

/* What the contract itself calls by name; every other field is the table's own affair. */
typedef enum ky_role {
    KY_ROLE_NONE,
    KY_ROLE_NUMBER, /* the record's number in its table */
    KY_ROLE_YEAR,   /* the fiscal year, from the data set or --year */
    KY_ROLE_TITLE,  /* the name of the record; exactly one text field has it */
} ky_role;

/* Interface texts in the three languages; each falls back to ja where the file gives none. */
typedef struct ky_labels {
    ky_str ja;
    ky_str en;
    ky_str easy; /* やさしい日本語 */
} ky_labels;

typedef struct ky_vocab_value {
    ky_str value; /* as published, NFC */
    ky_labels labels;
    bool note; /* published as `value（free text）`; the free text becomes a searched note */
} ky_vocab_value;

typedef struct ky_field {
    ky_str name; /* the key in requests and answers: [a-z][a-z0-9_]* */
    ky_field_kind kind;
    ky_role role;
    ky_labels labels;
    ky_str column;   /* the header cell in the published table; empty where the table has none */
    ky_str legend;   /* what its legend line in the preface starts with, such as ①; or empty */
    bool facet;      /* may be filtered by and counted */
    bool continued;  /* continuation rows of the table may carry further values */
    uint32_t weight; /* of its words in the ranking, 1…20; 0 where it is not searched */
    uint32_t max_values;              /* of a facet in one record; 1 for everything else */
    ky_str split;                     /* characters that separate values in one cell; or empty */
    const ky_vocab_value *vocabulary; /* in its published order; NULL for an open facet */
    size_t n_vocabulary;
    const ky_str *yes; /* flag: the marks that mean yes */
    size_t n_yes;
    const ky_vocab_value *flag_values; /* flag: "true" and "false", in the order shown; 2 of them */
} ky_field;

typedef struct ky_dataset {
    ky_str id;
    ky_str title;
    ky_str source; /* where it was published, in words or as an address */
    uint32_t year;
    const ky_str *files; /* names without folders that identify it */
    size_t n_files;
    const ky_str *sha256; /* lower-case hex of its known editions */
    size_t n_sha256;
} ky_dataset;

/* A doubt rule: a record whose text fields hold `contains` is expected to have `value` in the
 * facet `field`; where it has not, the record is reported and kept as it is. */
typedef struct ky_rule {
    ky_str id;
    ky_str contains;
    size_t field; /* index into fields */
    ky_str value;
} ky_rule;

typedef struct ky_schema {
    ky_str json;            /* the file's bytes, as stored in the index */
    uint64_t hash;          /* of json */
    uint32_t default_year;  /* 0 where the file gives none */
    const ky_field *fields; /* in the order of answers */
    size_t n_fields;
    size_t title; /* index of the field with each role; n_fields where there is none */
    size_t number;
    size_t year;
    const ky_dataset *datasets;
    size_t n_datasets;
    const ky_str *none; /* what is published for "nothing", the dashes: —, －, - … */
    size_t n_none;
    const ky_rule *rules;
    size_t n_rules;
} ky_schema;

/* Read and check a schema.
 *  json    the file's bytes; copied.
 *  where   begins the message of an error, usually the file's name.
 *  ret     replaced on success only; free with ky_schema_free().
 *  errors  INVALID (names the member and what is accepted), NOMEM.            */
ky_rc ky_schema_parse(ky_str json, const char *where, ky_schema **ret, ky_err *err);

/* The same from a file. Errors also NOT_FOUND and IO. */
ky_rc ky_schema_load(const char *path, ky_schema **ret, ky_err *err);

void ky_schema_free(ky_schema *s);
KY_DEFINE_CLEANUP(ky_schema, ky_schema_free)

/* Index of the field called name, or n_fields. */
size_t ky_schema_find(const ky_schema *s, ky_str name);

/* Append the names of the facets with ", " between. Errors stick to out. */
void ky_schema_facet_names(const ky_schema *s, ky_buf *out);

/* Index of the vocabulary value that equals v byte for byte, or n_vocabulary. */
size_t ky_field_find_value(const ky_field *f, ky_str v);

/* True where v, trimmed, is empty or one of the published marks for "nothing". */
bool ky_schema_is_none(const ky_schema *s, ky_str v);

/* The data set that lists this file name (without folders) or SHA-256 (lower-case hex); either may
 * be empty. NULL where none does. */
const ky_dataset *ky_schema_dataset(const ky_schema *s, ky_str file, ky_str sha256);

#endif
