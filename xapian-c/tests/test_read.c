/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of read.h:
 *  - every visit hands out all entries in order, by prefix where it takes one, and ends when told
 *  - terms, postings, positions, values and metadata come back as written; NULs too
 *  - a copied document holds the parts asked for and no others, and can be written back
 *  - statistics of terms, documents and value slots are right; what is not there has zeros
 *  - a missing document is NOT_FOUND, document 0 INVALID
 *  - spellings and synonyms come back as written; over-long ones are INVALID */
#include "support.h"

static void make_fruit(const char *path)
{
    xapc_writer *writer = writer_at(path);
    add_words_value(writer, "apple pear apple", "b");
    add_words_value(writer, "apple apricot", "a");
    add_words_value(writer, "plum", "");
    add_words_value(writer, "quince", "c");
    assert_ok(xapc_writer_set_metadata(writer, B("city:b"), B("2"), &error));
    assert_ok(xapc_writer_set_metadata(writer, B("city:a"), B("1"), &error));
    assert_ok(xapc_writer_set_metadata(writer, B("other"), B("3"), &error));
    assert_ok(xapc_writer_add_spelling(writer, B("apricot"), 3, &error));
    assert_ok(xapc_writer_add_spelling(writer, B("apple"), 2, &error));
    assert_ok(xapc_writer_add_spelling(writer, B("appel"), 1, &error));
    assert_ok(xapc_writer_remove_spelling(writer, B("appel"), 1, &error));
    assert_ok(xapc_writer_add_synonym(writer, B("plum"), B("prune"), &error));
    assert_ok(xapc_writer_add_synonym(writer, B("plum"), B("damson"), &error));
    assert_ok(xapc_writer_add_synonym(writer, B("plum"), B("damson"), &error));
    assert_ok(xapc_writer_add_synonym(writer, B("pear"), B("bosc"), &error));
    assert_ok(xapc_writer_add_synonym(writer, B("fig"), B("ficus"), &error));
    assert_ok(xapc_writer_clear_synonyms(writer, B("fig"), &error));
    assert_ok(xapc_writer_add_synonym(writer, B("pear"), B("gone"), &error));
    assert_ok(xapc_writer_remove_synonym(writer, B("pear"), B("gone"), &error));
    assert_ok(xapc_writer_remove_synonym(writer, B("pear"), B("never"), &error));
    assert_ok(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
}

static xapc_database *db;

static int open_fruit(void **state)
{
    if (make_directory(state) != 0)
        return -1;
    make_fruit(in(state, "fruit"));
    db = reader_at(in(state, "fruit"));
    return 0;
}

static int close_fruit(void **state)
{
    xapc_database_free(db);
    return remove_directory(state);
}

static void terms_come_by_prefix_with_their_frequency(void **state)
{
    (void) state;
    collector c = {0};
    assert_ok(xapc_database_each_term(db, NO_BYTES, collect_term, &c, &error));
    assert_string_equal(c.text, "apple:0:2 apricot:0:1 pear:0:1 plum:0:1 quince:0:1");
    c = (collector){0};
    assert_ok(xapc_database_each_term(db, B("ap"), collect_term, &c, &error));
    assert_string_equal(c.text, "apple:0:2 apricot:0:1");
    c = (collector){.stop_after = 1};
    assert_ok(xapc_database_each_term(db, B("ap"), collect_term, &c, &error));
    assert_string_equal(c.text, "apple:0:2");
    c = (collector){0};
    assert_ok(xapc_database_each_term(db, B("zz"), collect_term, &c, &error));
    assert_string_equal(c.text, "");
}

static void metadata_keys_come_by_prefix(void **state)
{
    (void) state;
    collector c = {0};
    assert_ok(xapc_database_each_metadata_key(db, B("city:"), collect_bytes, &c, &error));
    assert_string_equal(c.text, "city:a city:b");
    c = (collector){.stop_after = 2};
    assert_ok(xapc_database_each_metadata_key(db, NO_BYTES, collect_bytes, &c, &error));
    assert_string_equal(c.text, "city:a city:b");
    xapc_buffer value = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_metadata(db, B("other"), &value, &error));
    assert_bytes("3", value);
    xapc_buffer_free(&value);
    assert_status(XAPC_INVALID, xapc_database_metadata(db, B(""), &value, &error));
    assert_null(value.data);
}

static void postings_and_positions_come_back(void **state)
{
    (void) state;
    collector c = {0};
    assert_ok(xapc_database_each_posting(db, B("apple"), collect_posting, &c, &error));
    assert_string_equal(c.text, "1:2:3 2:1:2");
    c = (collector){0};
    assert_ok(xapc_database_each_posting(db, NO_BYTES, collect_posting, &c, &error));
    assert_string_equal(c.text, "1:1:3 2:1:2 3:1:1 4:1:1");
    c = (collector){.stop_after = 1};
    assert_ok(xapc_database_each_posting(db, B("apple"), collect_posting, &c, &error));
    assert_string_equal(c.text, "1:2:3");
    c = (collector){0};
    assert_ok(xapc_database_each_position(db, 1, B("apple"), collect_position, &c, &error));
    assert_string_equal(c.text, "1 3");
    c = (collector){0};
    assert_ok(xapc_database_each_position(db, 1, B("plum"), collect_position, &c, &error));
    assert_ok(xapc_database_each_position(db, 99, B("apple"), collect_position, &c, &error));
    assert_string_equal(c.text, "");
    assert_status(XAPC_INVALID,
                  xapc_database_each_position(db, 1, B(""), collect_position, &c, &error));
}

static void statistics_of_terms_are_right(void **state)
{
    (void) state;
    xapc_term_stats stats = {9, 9, 9};
    assert_ok(xapc_database_term_stats(db, B("apple"), &stats, &error));
    assert_int_equal(stats.termfreq, 2);
    assert_int_equal(stats.collection_freq, 3);
    assert_true(stats.wdf_upper >= 2);
    assert_ok(xapc_database_term_stats(db, B("none"), &stats, &error));
    assert_int_equal(stats.termfreq, 0);
    assert_int_equal(stats.collection_freq, 0);
    assert_int_equal(stats.wdf_upper, 0);
    bool there = false;
    assert_ok(xapc_database_has_term(db, B("plum"), &there, &error));
    assert_true(there);
    assert_ok(xapc_database_has_term(db, B("plu"), &there, &error));
    assert_false(there);
    assert_status(XAPC_INVALID, xapc_database_has_term(db, B(""), &there, &error));
    assert_status(XAPC_INVALID, xapc_database_term_stats(db, B(""), &stats, &error));
    for (uint32_t docid = 1; docid <= 5; docid++) {
        assert_ok(xapc_database_has_posting(db, B("apple"), docid, &there, &error));
        assert_int_equal(there, docid <= 2);
    }
    assert_ok(xapc_database_has_posting(db, B("none"), 1, &there, &error));
    assert_false(there);
    assert_status(XAPC_INVALID, xapc_database_has_posting(db, B(""), 1, &there, &error));
}

static void a_copied_document_holds_the_parts_asked_for(void **state)
{
    (void) state;
    static const struct {
        unsigned parts;
        const char *terms;
        const char *positions;
        const char *values;
        const char *data;
    } cases[] = {
        {XAPC_PART_DATA, "", "", "", "apple pear apple"},
        {XAPC_PART_VALUES, "", "", "0=b", ""},
        {XAPC_PART_TERMS, "apple:2:0 pear:1:0", "", "", ""},
        {XAPC_PART_POSITIONS, "apple:2:0 pear:1:0", "1 3", "", ""},
        {XAPC_PART_ALL, "apple:2:0 pear:1:0", "1 3", "0=b", "apple pear apple"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        xapc_document *doc = NULL;
        assert_ok(xapc_database_document(db, 1, cases[i].parts, &doc, &error));
        uint32_t docid = 0;
        assert_ok(xapc_document_docid(doc, &docid, &error));
        assert_int_equal(docid, 1);
        collector c = {0};
        assert_ok(xapc_document_each_term(doc, collect_term, &c, &error));
        assert_string_equal(c.text, cases[i].terms);
        c = (collector){0};
        assert_ok(xapc_document_each_position(doc, B("apple"), collect_position, &c, &error));
        assert_string_equal(c.text, cases[i].positions);
        c = (collector){0};
        assert_ok(xapc_document_each_value(doc, collect_value, &c, &error));
        assert_string_equal(c.text, cases[i].values);
        xapc_buffer data = XAPC_BUFFER_INIT;
        assert_ok(xapc_document_data(doc, &data, &error));
        assert_bytes(cases[i].data, data);
        xapc_buffer_free(&data);
        xapc_document_free(doc);
    }
    xapc_document *none = NULL;
    assert_status(XAPC_INVALID, xapc_database_document(db, 1, 0, &none, &error));
    assert_status(XAPC_INVALID, xapc_database_document(db, 1, 16, &none, &error));
    assert_null(none);
}

static void a_copied_document_outlives_its_database_and_can_be_written_back(void **state)
{
    make_numbered(in(state, "back"), 3);
    xapc_database *from = reader_at(in(state, "back"));
    xapc_document *doc = NULL;
    assert_ok(xapc_database_document(from, 2, XAPC_PART_ALL, &doc, &error));
    assert_ok(xapc_database_close(from, &error));
    xapc_database_free(from);
    assert_ok(xapc_document_add_term(doc, B("new"), 1, &error));
    xapc_writer *writer = writer_at(in(state, "back"));
    assert_ok(xapc_writer_replace(writer, 2, doc, &error));
    xapc_writer_free(writer);
    xapc_document_free(doc);
    from = reader_at(in(state, "back"));
    collector c = {0};
    assert_ok(xapc_database_each_document_term(from, 2, collect_term, &c, &error));
    assert_string_equal(c.text, "all:1:0 mod2:1:0 new:1:0 num2:1:0");
    c = (collector){0};
    assert_ok(xapc_database_each_position(from, 2, B("num2"), collect_position, &c, &error));
    assert_string_equal(c.text, "2");
    xapc_database_free(from);
}

static void parts_of_documents_come_alone(void **state)
{
    (void) state;
    xapc_buffer bytes = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_document_data(db, 2, &bytes, &error));
    assert_bytes("apple apricot", bytes);
    xapc_buffer_free(&bytes);
    assert_ok(xapc_database_document_value(db, 2, 0, &bytes, &error));
    assert_bytes("a", bytes);
    xapc_buffer_free(&bytes);
    assert_ok(xapc_database_document_value(db, 3, 0, &bytes, &error));
    assert_bytes("", bytes);
    xapc_buffer_free(&bytes);
    xapc_document_stats stats = {0};
    assert_ok(xapc_database_document_stats(db, 1, &stats, &error));
    assert_int_equal(stats.length, 3);
    assert_int_equal(stats.unique_terms, 2);
    collector c = {0};
    assert_ok(xapc_database_each_document_term(db, 1, collect_term, &c, &error));
    assert_string_equal(c.text, "apple:2:0 pear:1:0");
}

static void a_missing_document_is_not_found_and_0_is_invalid(void **state)
{
    (void) state;
    for (uint32_t docid = 0; docid <= 99; docid += 99) {
        const xapc_status expected = docid == 0 ? XAPC_INVALID : XAPC_NOT_FOUND;
        xapc_document *doc = NULL;
        xapc_buffer bytes = XAPC_BUFFER_INIT;
        xapc_document_stats stats = {7, 7};
        collector c = {0};
        assert_status(expected, xapc_database_document(db, docid, XAPC_PART_ALL, &doc, &error));
        assert_status(expected, xapc_database_document_data(db, docid, &bytes, &error));
        assert_status(expected, xapc_database_document_value(db, docid, 0, &bytes, &error));
        assert_status(expected, xapc_database_document_stats(db, docid, &stats, &error));
        assert_status(expected,
                      xapc_database_each_document_term(db, docid, collect_term, &c, &error));
        assert_null(doc);
        assert_null(bytes.data);
        assert_int_equal(stats.length, 7);
    }
}

static void values_of_a_slot_come_by_document(void **state)
{
    (void) state;
    collector c = {0};
    assert_ok(xapc_database_each_value(db, 0, collect_value, &c, &error));
    assert_string_equal(c.text, "1=b 2=a 4=c");
    c = (collector){.stop_after = 2};
    assert_ok(xapc_database_each_value(db, 0, collect_value, &c, &error));
    assert_string_equal(c.text, "1=b 2=a");
    c = (collector){0};
    assert_ok(xapc_database_each_value(db, 9, collect_value, &c, &error));
    assert_string_equal(c.text, "");
    xapc_value_stats stats;
    assert_ok(xapc_database_value_stats(db, 0, &stats, &error));
    assert_int_equal(stats.freq, 3);
    assert_bytes("a", stats.lower);
    assert_bytes("c", stats.upper);
    xapc_value_stats_free(&stats);
    assert_null(stats.lower.data);
    assert_ok(xapc_database_value_stats(db, 9, &stats, &error));
    assert_int_equal(stats.freq, 0);
    assert_bytes("", stats.upper);
    xapc_value_stats_free(&stats);
    xapc_value_stats_free(NULL);
}

static void spellings_are_suggested_and_visited(void **state)
{
    (void) state;
    xapc_buffer word = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_spelling(db, B("aple"), 2, &word, &error));
    assert_bytes("apple", word);
    xapc_buffer_free(&word);
    assert_ok(xapc_database_spelling(db, B("strawberry"), 2, &word, &error));
    assert_bytes("", word);
    xapc_buffer_free(&word);
    assert_ok(xapc_database_spelling(db, NO_BYTES, 2, &word, &error));
    xapc_buffer_free(&word);
    collector c = {0};
    assert_ok(xapc_database_each_spelling(db, collect_term, &c, &error));
    assert_string_equal(c.text, "apple:0:2 apricot:0:3");
    c = (collector){.stop_after = 1};
    assert_ok(xapc_database_each_spelling(db, collect_term, &c, &error));
    assert_int_equal(c.entries, 1);
}

static void synonyms_are_visited(void **state)
{
    (void) state;
    collector c = {0};
    assert_ok(xapc_database_each_synonym(db, B("plum"), collect_bytes, &c, &error));
    assert_string_equal(c.text, "damson prune");
    c = (collector){0};
    assert_ok(xapc_database_each_synonym(db, B("pear"), collect_bytes, &c, &error));
    assert_string_equal(c.text, "bosc");
    c = (collector){0};
    assert_ok(xapc_database_each_synonym(db, B("fig"), collect_bytes, &c, &error));
    assert_string_equal(c.text, "");
    assert_ok(xapc_database_each_synonym_key(db, B("p"), collect_bytes, &c, &error));
    assert_string_equal(c.text, "pear plum");
    c = (collector){.stop_after = 1};
    assert_ok(xapc_database_each_synonym_key(db, NO_BYTES, collect_bytes, &c, &error));
    assert_string_equal(c.text, "pear");
}

static void over_long_words_and_synonyms_are_invalid(void **state)
{
    xapc_writer *writer = writer_at(in(state, "words"));
    char word[XAPC_MAX_TERM_BYTES + 1];
    memset(word, 'w', sizeof word);
    const xapc_bytes longest = {word, XAPC_MAX_TERM_BYTES};
    const xapc_bytes too_long = {word, XAPC_MAX_TERM_BYTES + 1};
    assert_status(XAPC_INVALID, xapc_writer_add_spelling(writer, too_long, 1, &error));
    assert_status(XAPC_INVALID, xapc_writer_add_synonym(writer, too_long, B("x"), &error));
    assert_status(XAPC_INVALID, xapc_writer_add_synonym(writer, B("x"), too_long, &error));
    assert_status(XAPC_INVALID, xapc_writer_add_spelling(writer, B(""), 1, &error));
    assert_status(XAPC_INVALID, xapc_writer_add_spelling(writer, B("x"), 0, &error));
    assert_status(XAPC_INVALID, xapc_writer_add_synonym(writer, B(""), B("x"), &error));
    assert_status(XAPC_INVALID, xapc_writer_add_synonym(writer, B("x"), B(""), &error));
    assert_status(XAPC_INVALID, xapc_writer_remove_spelling(writer, B(""), 1, &error));
    assert_status(XAPC_INVALID, xapc_writer_clear_synonyms(writer, B(""), &error));
    assert_ok(xapc_writer_add_spelling(writer, longest, 1, &error));
    assert_ok(xapc_writer_add_synonym(writer, longest, longest, &error));
    assert_ok(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
    xapc_database *words = reader_at(in(state, "words"));
    collector c = {0};
    assert_ok(xapc_database_each_spelling(words, collect_term, &c, &error));
    assert_ok(xapc_database_each_synonym(words, longest, collect_bytes, &c, &error));
    assert_int_equal(c.entries, 2);
    xapc_database_free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_come_by_prefix_with_their_frequency),
        cmocka_unit_test(metadata_keys_come_by_prefix),
        cmocka_unit_test(postings_and_positions_come_back),
        cmocka_unit_test(statistics_of_terms_are_right),
        cmocka_unit_test(a_copied_document_holds_the_parts_asked_for),
        cmocka_unit_test(a_copied_document_outlives_its_database_and_can_be_written_back),
        cmocka_unit_test(parts_of_documents_come_alone),
        cmocka_unit_test(a_missing_document_is_not_found_and_0_is_invalid),
        cmocka_unit_test(values_of_a_slot_come_by_document),
        cmocka_unit_test(spellings_are_suggested_and_visited),
        cmocka_unit_test(synonyms_are_visited),
        cmocka_unit_test(over_long_words_and_synonyms_are_invalid),
    };
    return cmocka_run_group_tests_name("xapian-c: reading", tests, open_fruit, close_fruit);
}
