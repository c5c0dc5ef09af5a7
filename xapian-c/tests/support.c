/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "support.h"

#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

xapc_error error;

void check_status(xapc_status got, xapc_status expected, const char *call, const char *file,
                  int line)
{
    if (got != expected)
        print_error("%s\n  is %s (%s) instead of %s\n", call, xapc_status_name(got),
                    got == XAPC_OK ? "" : error.message, xapc_status_name(expected));
    _assert_true(got == expected, call, file, line);
}

void check_bytes(const char *expected, const char *data, size_t size, const char *file, int line)
{
    const bool same = size == strlen(expected) && memcmp(data, expected, size) == 0;
    if (!same)
        print_error("\"%.*s\" instead of \"%s\"\n", (int) size, data, expected);
    _assert_true(same, "bytes", file, line);
}

int make_directory(void **state)
{
    char pattern[] = "/tmp/xapian-c-test-XXXXXX";
    if (mkdtemp(pattern) == NULL)
        return -1;
    *state = strdup(pattern);
    return *state == NULL ? -1 : 0;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void) info;
    (void) kind;
    (void) place;
    return remove(path);
}

int remove_directory(void **state)
{
    nftw(*state, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(*state);
    return 0;
}

const char *in(void **state, const char *name)
{
    static char paths[8][512];
    static size_t next;
    char *path = paths[next++ % 8];
    (void) snprintf(path, sizeof paths[0], "%s/%s", (const char *) *state, name);
    return path;
}

void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

xapc_bytes text(const char *s)
{
    return (xapc_bytes){s, strlen(s)};
}

xapc_writer *writer_at(const char *path)
{
    xapc_writer *writer = NULL;
    assert_ok(xapc_writer_open(path, XAPC_CREATE_OR_OPEN, XAPC_OPEN_NO_SYNC, 0, &writer, &error));
    return writer;
}

xapc_database *reader_at(const char *path)
{
    xapc_database *db = NULL;
    assert_ok(xapc_database_open(path, &db, &error));
    return db;
}

static xapc_document *document_of(const char *words)
{
    xapc_document *doc = NULL;
    assert_ok(xapc_document_new(&doc, &error));
    assert_ok(xapc_document_set_data(doc, text(words), &error));
    uint32_t position = 1;
    for (const char *w = words; *w != '\0';) {
        const size_t size = strcspn(w, " ");
        assert_ok(xapc_document_add_posting(doc, (xapc_bytes){w, size}, position++, 1, &error));
        w += size + strspn(w + size, " ");
    }
    return doc;
}

uint32_t add_words(xapc_writer *writer, const char *words)
{
    return add_words_value(writer, words, "");
}

uint32_t add_words_value(xapc_writer *writer, const char *words, const char *value)
{
    xapc_document *doc = document_of(words);
    assert_ok(xapc_document_add_value(doc, 0, text(value), &error));
    uint32_t docid = 0;
    assert_ok(xapc_writer_add(writer, doc, &docid, &error));
    xapc_document_free(doc);
    return docid;
}

void make_numbered(const char *path, unsigned count)
{
    xapc_writer *writer = writer_at(path);
    for (unsigned i = 1; i <= count; i++) {
        char words[64];
        char value[8];
        (void) snprintf(words, sizeof words, "all num%u mod%u", i, i % 7);
        (void) snprintf(value, sizeof value, "%u", i % 5);
        add_words_value(writer, words, value);
    }
    assert_ok(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
}

static bool collect(collector *c, const char *entry, size_t size)
{
    const size_t used = strlen(c->text);
    assert_true(used + size + 2 < sizeof c->text);
    (void) snprintf(c->text + used, sizeof c->text - used, "%s%.*s", used == 0 ? "" : " ",
                    (int) size, entry);
    c->entries++;
    return c->stop_after == 0 || c->entries < c->stop_after;
}

bool collect_bytes(xapc_bytes bytes, void *payload)
{
    return collect(payload, bytes.data, bytes.size);
}

bool collect_term(const xapc_term *term, void *payload)
{
    char entry[256];
    (void) snprintf(entry, sizeof entry, "%.*s:%u:%u", (int) term->term.size, term->term.data,
                    term->wdf, term->termfreq);
    return collect(payload, entry, strlen(entry));
}

bool collect_posting(const xapc_posting *posting, void *payload)
{
    char entry[64];
    (void) snprintf(entry, sizeof entry, "%u:%u:%u", posting->docid, posting->wdf,
                    posting->doclength);
    return collect(payload, entry, strlen(entry));
}

bool collect_position(uint32_t position, void *payload)
{
    char entry[16];
    (void) snprintf(entry, sizeof entry, "%u", position);
    return collect(payload, entry, strlen(entry));
}

bool collect_value(uint32_t number, xapc_bytes value, void *payload)
{
    char entry[256];
    (void) snprintf(entry, sizeof entry, "%u=%.*s", number, (int) value.size, value.data);
    return collect(payload, entry, strlen(entry));
}

xapc_query *term_query(const char *term)
{
    xapc_query *query = NULL;
    assert_ok(xapc_query_term(text(term), 1, 0, &query, &error));
    return query;
}

const char *docids(xapc_result *result)
{
    static char ids[4096];
    size_t used = 0;
    ids[0] = '\0';
    for (size_t i = 0; i < result->hit_count; i++) {
        const int n = snprintf(ids + used, sizeof ids - used, "%s%u", i == 0 ? "" : " ",
                               result->hits[i].docid);
        used += (size_t) n;
        assert_true(used < sizeof ids);
    }
    xapc_result_free(result);
    return ids;
}

const char *found(xapc_database *db, const xapc_query *query, xapc_search_options options)
{
    xapc_result *result = NULL;
    if (options.max_items == 0)
        options.max_items = 100;
    assert_ok(xapc_search(db, query, &options, &result, &error));
    return docids(result);
}
