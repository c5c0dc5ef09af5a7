/* Promises of the program `kyodo` on an index, its output going to another program:
 *  - help and version go to standard output with exit 0, and the help lists the schema's facets;
 *  - a wrong call exits 2 with one line that names what is wrong, before an index is opened where
 *    no schema could make it right;
 *  - the options for facets come from the schema, can be repeated, and narrow the search;
 *  - words are joined by spaces; behind `--` a hyphen excludes;
 *  - TSV is the default; JSON is one whole answer, also where nothing is found; JSONL is a hit a
 *    line; CSV reads back;
 *  - exit 0 found, 1 nothing, 2 usage, 3 where the index or the output fails;
 *  - a note stands behind the value that takes one;
 *  - suggest completes a beginning in each format, and exits 1 where nothing begins so;
 *  - show takes an id or a number that one record alone has; facets counts everything;
 *  - a closed pipe is no fault, a full disk is; the locale changes nothing. */
#include <sys/stat.h>

#include "base/json.h"
#include "kyodo.h"

static size_t lines_of(const ky_buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < out->n; i++)
        n += out->p[i] == '\n';
    return n;
}

static json_t *json_of(const outcome *o)
{
    json_t *j = NULL;
    ky_err err = {0};
    if (ky_json_parse(ky_buf_str(&o->out), "output", &j, &err) != KY_OK)
        fail_msg("%s: %s", err.msg, ky_buf_str(&o->out).p);
    return j;
}

static void help_and_version_go_to_standard_output(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome all = KYODO(ARGS("--help"));
    KY_CLEANUP(outcome_fini) outcome one = KYODO(ARGS("search", "--help", ON_INDEX));
    KY_CLEANUP(outcome_fini)
    outcome none = KYODO(ARGS("search", "--help", "--index", "/nonexistent"));
    KY_CLEANUP(outcome_fini) outcome version = KYODO(ARGS("--version"));
    KY_CLEANUP(outcome_fini) outcome short_version = KYODO(ARGS("show", "-V"));
    assert_found(&all);
    assert_true(holds(ky_buf_str(&all.out), "facets"));
    assert_found(&one);
    assert_true(holds(ky_buf_str(&one.out), "--subject VALUE"));
    assert_true(holds(ky_buf_str(&one.out), "--lent true|false"));
    assert_true(holds(ky_buf_str(&one.out), "貸出中"));
    assert_found(&none);
    assert_true(holds(ky_buf_str(&none.out), "--limit"));
    assert_found(&version);
    assert_buf(&version.out, "kyodo " KYODO_VERSION "\n");
    assert_buf(&short_version.out, "kyodo " KYODO_VERSION "\n");
}

static void a_wrong_call_exits_2_and_names_what_is_wrong(void **state)
{
    (void) state;
    assert_fails(KYODO(.args = {NULL}), 2, "no command");
    assert_fails(KYODO(ARGS("proposal", "こ")), 2, "proposal");
    assert_fails(KYODO(ARGS("suggest", ON_INDEX, "--sort", "name", "こ")), 2, "--sort");
    assert_fails(KYODO(ARGS("suggest", ON_INDEX, "--subject", "歴史", "こ")), 2, "--subject");
    assert_fails(KYODO(ARGS("suggest", ON_INDEX, "--limit", "51", "こ")), 2, "limit");
    assert_fails(KYODO(ARGS("--frobnicate")), 2, "--frobnicate");
    assert_fails(KYODO(ARGS("search", "--no-such", "--index", "/nonexistent")), 2, "--no-such");
    assert_fails(KYODO(ARGS("search", "-x")), 2, "-x");
    assert_fails(KYODO(ARGS("facets", ON_INDEX, "--explain", "地図")), 2, "--explain");
    assert_fails(KYODO(ARGS("search", ON_INDEX, "--explain=2", "地図")), 2, "--explain");
    assert_fails(KYODO(ARGS("search", ON_INDEX, "--nosuch=1", "地図")), 2, "--nosuch");
    assert_fails(KYODO(ARGS("search", ON_INDEX, "--subject")), 2, "--subject");
    assert_fails(KYODO(ARGS("search", ON_INDEX, "--format", "xml")), 2, "xml");
    assert_fails(KYODO(ARGS("search", ON_INDEX, "--server", "http://x:1")), 2, "--server");
    assert_fails(KYODO(ARGS("search", "--server", "localhost:80")), 2, "localhost:80");
    assert_fails(KYODO(ARGS("show", ON_INDEX)), 2, "ID");
    assert_fails(KYODO(ARGS("show", ON_INDEX, "1", "2")), 2, "ID");
    assert_fails(KYODO(ARGS("show", ON_INDEX, "--subject", "歴史", "1")), 2, "--subject");
    assert_fails(KYODO(ARGS("facets", ON_INDEX, "--limit", "1")), 2, "--limit");
}

static void explained_hits_tell_what_matched(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini)
    outcome json = KYODO(ARGS("search", ON_INDEX, "--explain", "--format", "json", "地図"));
    KY_CLEANUP(outcome_fini)
    outcome table = KYODO(ARGS("search", ON_INDEX, "--explain", "--format", "table", "地図"));
    KY_CLEANUP(outcome_fini)
    outcome plain = KYODO(ARGS("search", ON_INDEX, "--format", "table", "地図"));
    assert_found(&json);
    assert_true(
        holds(ky_buf_str(&json.out), "\"why\":[{\"keyword\":\"地図\",\"matched\":\"地図\""));
    assert_found(&table);
    assert_true(holds(ky_buf_str(&table.out), "Why: 地図: 地図 (word, "));
    assert_found(&plain);
    assert_false(holds(ky_buf_str(&plain.out), "Why:"));
}

static void values_are_checked_as_the_contract_says(void **state)
{
    (void) state;
    static const char *const wrong[][2] = {
        {"--limit", "101"}, {"--limit", "-1"},    {"--limit", "abc"},  {"--offset", "10001"},
        {"--sort", "date"}, {"--match", "some"},  {"--lent", "maybe"}, {"--year", "20201"},
        {"--limit", " 1"},  {"--offset", "0x10"},
    };
    for (size_t i = 0; i < KY_LEN(wrong); i++)
        assert_fails(KYODO(ARGS("search", ON_INDEX, wrong[i][0], wrong[i][1])), 2,
                     wrong[i][0] + strlen("--"));
    assert_fails(KYODO(ARGS("search", ON_INDEX, "\xff\xfe")), 2, "UTF-8");
}

static void what_cannot_be_opened_exits_3(void **state)
{
    (void) state;
    assert_fails(KYODO(ARGS("search", "--index", "/nonexistent", "x")), 3, "/nonexistent");
    assert_fails(KYODO(ARGS("show", "--index", KYODO_SOURCE_DIR, "1")), 3, KYODO_SOURCE_DIR);
    assert_fails(KYODO(ARGS("search", ON_INDEX, "--dictionary", "/nonexistent")), 3,
                 "/nonexistent");
    assert_fails(KYODO(ARGS("search", ON_INDEX, "--data", "/nonexistent")), 3, "/nonexistent");
}

static void tsv_is_the_default_where_no_terminal_is(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome o = KYODO(ARGS("search", ON_INDEX, "台所"));
    assert_found(&o);
    assert_buf(&o.out, "id\tnumber\tyear\ttitle\tblurb\tsubject\tshelf\tlent\n"
                       "2021-2\t2\t2021\t台所の歴史\t台所と料理の道具がどう変わったか。\t料理;歴史"
                       "\tB-2\ttrue\n");
}

static void nothing_found_exits_1(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome tsv = KYODO(ARGS("search", ON_INDEX, "ぬるぽ"));
    KY_CLEANUP(outcome_fini)
    outcome json = KYODO(ARGS("search", ON_INDEX, "--format=json", "ぬるぽ"));
    assert_int_equal(tsv.status, 1);
    assert_int_equal(tsv.err.n, 0);
    assert_int_equal(lines_of(&tsv.out), 1);
    assert_int_equal(json.status, 1);
    json_t *answer = json_of(&json);
    assert_int_equal(json_integer_value(json_object_get(answer, "total")), 0);
    assert_true(json_object_size(json_object_get(answer, "facets")) > 0);
    json_decref(answer);
}

static void relaxed_hits_are_hits(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome o = KYODO(ARGS("search", ON_INDEX, "台所", "ぬるぽ"));
    KY_CLEANUP(outcome_fini)
    outcome strict = KYODO(ARGS("search", ON_INDEX, "--match", "all", "台所", "ぬるぽ"));
    assert_found(&o);
    assert_int_equal(lines_of(&o.out), 2);
    assert_int_equal(strict.status, 1);
}

static void facet_options_come_from_the_schema(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini)
    outcome either =
        KYODO(ARGS("search", ON_INDEX, "--subject", "料理", "--subject=歴史", "--sort", "number"));
    KY_CLEANUP(outcome_fini)
    outcome both =
        KYODO(ARGS("search", "--subject", "料理", "--shelf", "B-2", "--lent", "true", ON_INDEX));
    assert_found(&either);
    assert_int_equal(lines_of(&either.out), 7);
    assert_found(&both);
    assert_int_equal(lines_of(&both.out), 2);
    assert_true(holds(ky_buf_str(&both.out), "2021-2\t"));
}

static void a_hyphen_behind_two_hyphens_excludes(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome with = KYODO(ARGS("search", ON_INDEX, "古い", "地図"));
    KY_CLEANUP(outcome_fini)
    outcome without = KYODO(ARGS("search", ON_INDEX, "--", "古い", "地図", "-方位"));
    assert_int_equal(lines_of(&with.out), 3);
    assert_int_equal(lines_of(&without.out), 2);
    assert_true(holds(ky_buf_str(&without.out), "2022-1\t"));
}

static void a_window_can_be_chosen(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini)
    outcome o =
        KYODO(ARGS("search", ON_INDEX, "--sort", "-number", "--offset", "1", "--limit", "2"));
    assert_found(&o);
    assert_int_equal(lines_of(&o.out), 3);
    assert_true(holds(ky_buf_str(&o.out), "\n2021-32\t"));
    assert_true(holds(ky_buf_str(&o.out), "\n2021-31\t"));
}

static void json_is_the_whole_answer_on_one_line(void **state)
{
    (void) state;
    static const char *const members[] = {"query", "total",  "offset",  "limit", "took_us",
                                          "hits",  "facets", "related", "index"};
    KY_CLEANUP(outcome_fini)
    outcome o = KYODO(ARGS("search", ON_INDEX, "--format", "json", "地図"));
    assert_found(&o);
    assert_int_equal(lines_of(&o.out), 1);
    json_t *answer = json_of(&o);
    size_t i = 0;
    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach(answer, key, value)
    {
        assert_true(i < KY_LEN(members));
        assert_string_equal(key, members[i++]);
    }
    assert_int_equal(i, KY_LEN(members));
    json_decref(answer);
}

static void jsonl_is_a_hit_a_line(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini)
    outcome json = KYODO(ARGS("search", ON_INDEX, "--format=json", "地図"));
    KY_CLEANUP(outcome_fini) outcome o = KYODO(ARGS("search", ON_INDEX, "--format=jsonl", "地図"));
    assert_found(&o);
    json_t *answer = json_of(&json);
    const json_t *hits = json_object_get(answer, "hits");
    assert_int_equal(lines_of(&o.out), json_array_size(hits));
    ky_str rest = ky_buf_str(&o.out);
    for (size_t i = 0; i < json_array_size(hits); i++) {
        json_t *hit = NULL;
        size_t end = ky_str_find(rest, KY_LIT("\n"));
        assert_int_equal(ky_json_parse((ky_str){rest.p, end}, "line", &hit, NULL), KY_OK);
        assert_true(json_equal(hit, json_array_get(hits, i)));
        json_decref(hit);
        rest = ky_str_from(rest, end + 1);
    }
    json_decref(answer);
}

static void csv_guards_formulas_and_quotes(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome o = KYODO(ARGS("search", ON_INDEX, "--format=csv", "カンマ"));
    assert_found(&o);
    assert_buf(&o.out, "id,number,year,title,blurb,subject,shelf,lent\r\n"
                       "2021-3,3,2021,'=1+1 から始める数学,\"'@数と式。\"\"引用\"\"、カンマ, "
                       "もある。\",数学,C-3,false\r\n");
}

static void control_characters_reach_no_line(void **state)
{
    (void) state;
    static const char *const formats[] = {"--format=tsv", "--format=csv", "--format=table"};
    for (size_t i = 0; i < KY_LEN(formats); i++) {
        KY_CLEANUP(outcome_fini) outcome o = KYODO(ARGS("search", ON_INDEX, formats[i], "quotes"));
        assert_found(&o);
        assert_true(holds(ky_buf_str(&o.out), "赤い"));
        assert_null(memchr(o.out.p, '\033', o.out.n));
        assert_null(memchr(o.out.p, '\a', o.out.n));
        assert_null(memchr(o.out.p, '\177', o.out.n));
        assert_false(holds(ky_buf_str(&o.out), "\302\233"));
    }
}

static void show_takes_an_id_or_a_number_of_one_record(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome by_id = KYODO(ARGS("show", ON_INDEX, "2021-2"));
    KY_CLEANUP(outcome_fini) outcome noted = KYODO(ARGS("show", ON_INDEX, "2021-1"));
    KY_CLEANUP(outcome_fini) outcome by_number = KYODO(ARGS("show", "2", ON_INDEX));
    KY_CLEANUP(outcome_fini)
    outcome json = KYODO(ARGS("show", ON_INDEX, "2022-1", "--format=json"));
    assert_found(&by_id);
    assert_int_equal(lines_of(&by_id.out), 2);
    assert_true(holds(ky_buf_str(&by_id.out), "\n2021-2\t2\t2021\t台所の歴史\t"));
    assert_found(&by_number);
    assert_buf(&by_number.out, by_id.out.p);
    assert_true(holds(ky_buf_str(&noted.out), "\t歴史;その他（地図学）\t"));
    json_t *record = json_of(&json);
    assert_text(ky_json_get_str(json_object_get(record, "title")), "続・古い地図の読み方");
    assert_true(json_array_size(json_object_get(record, "similar")) > 0);
    json_decref(record);
    assert_fails(KYODO(ARGS("show", ON_INDEX, "1")), 2, "1");
    assert_fails(KYODO(ARGS("show", ON_INDEX, "2021-99")), 1, "2021-99");
    assert_fails(KYODO(ARGS("show", ON_INDEX, "99")), 1, "99");
}

static void facets_counts_every_value(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome o = KYODO(ARGS("facets", ON_INDEX, "--subject", "歴史"));
    KY_CLEANUP(outcome_fini)
    outcome json = KYODO(ARGS("facets", ON_INDEX, "--subject", "歴史", "--format=json"));
    KY_CLEANUP(outcome_fini) outcome none = KYODO(ARGS("facets", ON_INDEX, "ぬるぽ"));
    assert_found(&o);
    assert_true(ky_str_starts(ky_buf_str(&o.out), KY_LIT("facet\tvalue\tcount\tselected\n")));
    assert_true(holds(ky_buf_str(&o.out), "\nsubject\t歴史\t4\ttrue\n"));
    assert_true(holds(ky_buf_str(&o.out), "\nsubject\t数学\t29\tfalse\n"));
    assert_true(holds(ky_buf_str(&o.out), "\nyear\t2022\t1\tfalse\n"));
    json_t *answer = json_of(&json);
    assert_int_equal(json_integer_value(json_object_get(answer, "total")), 4);
    assert_int_equal(json_array_size(json_object_get(answer, "hits")), 0);
    json_decref(answer);
    assert_int_equal(none.status, 1);
    assert_true(holds(ky_buf_str(&none.out), "\nsubject\t歴史\t0\tfalse\n"));
}

static void the_environment_names_an_index(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini)
    outcome o = KYODO(ARGS("search", "台所"), ENV("KYODO_INDEX=" KYODO_TEST_INDEX));
    assert_found(&o);
    assert_int_equal(lines_of(&o.out), 2);
    assert_fails(KYODO(ARGS("search"), ENV("KYODO_INDEX=/nonexistent")), 3, "/nonexistent");
}

static void the_locale_changes_nothing(void **state)
{
    (void) state;
    static const char *const locales[] = {"LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=ja_JP.EUC-JP",
                                          "LC_ALL=tr_TR.UTF-8"};
    KY_CLEANUP(outcome_fini)
    outcome usual =
        KYODO(ARGS("search", ON_INDEX, "--format=table", "地図"), ENV("LC_ALL=C.UTF-8"));
    assert_found(&usual);
    for (size_t i = 0; i < KY_LEN(locales); i++) {
        KY_CLEANUP(outcome_fini)
        outcome o = KYODO(ARGS("search", ON_INDEX, "--format=table", "地図"), ENV(locales[i]));
        assert_buf(&o.out, usual.out.p);
    }
}

static void a_full_disk_exits_3(void **state)
{
    (void) state;
    assert_fails(KYODO(ARGS("search", ON_INDEX), .out_path = "/dev/full"), 3, "standard output");
    assert_fails(KYODO(ARGS("--help"), .out_path = "/dev/full"), 3, "standard output");
}

static void a_reader_that_goes_away_is_no_fault(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini)
    outcome o = KYODO(ARGS("search", ON_INDEX, "--format=json"), .out_closed = true);
    assert_int_equal(o.err.n, 0);
    assert_true(o.status == 0 || o.status == 128 + 13);
}

static void suggest_completes_in_each_format(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome tsv = KYODO(ARGS("suggest", ON_INDEX, "chi", "--limit", "1"));
    KY_CLEANUP(outcome_fini) outcome csv = KYODO(ARGS("suggest", ON_INDEX, "--format=csv", "ちず"));
    KY_CLEANUP(outcome_fini)
    outcome lines = KYODO(ARGS("suggest", ON_INDEX, "--format=jsonl", "--limit=1", "ちず"));
    KY_CLEANUP(outcome_fini)
    outcome whole = KYODO(ARGS("suggest", ON_INDEX, "--format=json", "ち"));
    KY_CLEANUP(outcome_fini)
    outcome table = KYODO(ARGS("suggest", ON_INDEX, "--format=table", "りょうり"));
    assert_found(&tsv);
    assert_true(holds(ky_buf_str(&tsv.out), "text\tkind\treading\tcount\n地図\tterm\tちず\t"));
    assert_int_equal(lines_of(&tsv.out), 2);
    assert_true(holds(ky_buf_str(&csv.out), "text,kind,reading,count\r\n地図,term,ちず,"));
    KY_CLEANUP(ky_json_unref_p) json_t *line = json_of(&lines);
    assert_text(ky_json_get_str(json_object_get(line, "text")), "地図");
    KY_CLEANUP(ky_json_unref_p) json_t *answer = json_of(&whole);
    assert_true(json_array_size(json_object_get(answer, "suggestions")) > 0);
    assert_true(holds(ky_buf_str(&whole.out), "\"ず\""));
    assert_found(&table);
    assert_true(holds(ky_buf_str(&table.out), "料理"));
    assert_true(holds(ky_buf_str(&table.out), "主題"));
}

static void suggest_exits_1_where_nothing_begins_so(void **state)
{
    (void) state;
    KY_CLEANUP(outcome_fini) outcome none = KYODO(ARGS("suggest", ON_INDEX, "ぬるぽ"));
    KY_CLEANUP(outcome_fini)
    outcome json = KYODO(ARGS("suggest", ON_INDEX, "--format=json", "ぬるぽ"));
    KY_CLEANUP(outcome_fini) outcome all = KYODO(ARGS("suggest", ON_INDEX));
    assert_int_equal(none.status, 1);
    assert_int_equal(json.status, 1);
    assert_buf(&json.out, "{\"suggestions\":[],\"next\":[]}\n");
    assert_found(&all);
    assert_true(holds(ky_buf_str(&all.out), "料理\tsubject\t"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_and_version_go_to_standard_output),
        cmocka_unit_test(a_wrong_call_exits_2_and_names_what_is_wrong),
        cmocka_unit_test(explained_hits_tell_what_matched),
        cmocka_unit_test(values_are_checked_as_the_contract_says),
        cmocka_unit_test(what_cannot_be_opened_exits_3),
        cmocka_unit_test(tsv_is_the_default_where_no_terminal_is),
        cmocka_unit_test(nothing_found_exits_1),
        cmocka_unit_test(relaxed_hits_are_hits),
        cmocka_unit_test(facet_options_come_from_the_schema),
        cmocka_unit_test(a_hyphen_behind_two_hyphens_excludes),
        cmocka_unit_test(a_window_can_be_chosen),
        cmocka_unit_test(json_is_the_whole_answer_on_one_line),
        cmocka_unit_test(jsonl_is_a_hit_a_line),
        cmocka_unit_test(csv_guards_formulas_and_quotes),
        cmocka_unit_test(control_characters_reach_no_line),
        cmocka_unit_test(show_takes_an_id_or_a_number_of_one_record),
        cmocka_unit_test(facets_counts_every_value),
        cmocka_unit_test(the_environment_names_an_index),
        cmocka_unit_test(the_locale_changes_nothing),
        cmocka_unit_test(a_full_disk_exits_3),
        cmocka_unit_test(suggest_completes_in_each_format),
        cmocka_unit_test(suggest_exits_1_where_nothing_begins_so),
        cmocka_unit_test(a_reader_that_goes_away_is_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
