/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises about remote databases, tried with Xapian's own xapian-tcpsrv and xapian-progsrv:
 *  - reading and searching over a connection gives what the database gives locally, value counts,
 *    stored data and later windows included; local and remote parts search as one
 *  - writing goes through a writable server; a read-only one refuses
 *  - what a connection cannot do is UNIMPLEMENTED; a server that is not there is NETWORK, a
 * database that is not there NOT_FOUND, a silent server TIMEOUT
 *  - a deadline holds: one that has passed is TIMEOUT, a later one does no harm */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

/* A port that was free a moment ago; the socket that proves it is closed again when socket is NULL,
 * otherwise it stays open, bound and listening. */
static unsigned free_port(int *listening)
{
    const int s = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(s >= 0);
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    assert_int_equal(bind(s, (struct sockaddr *) &address, sizeof address), 0);
    assert_int_equal(getsockname(s, (struct sockaddr *) &address, &size), 0);
    if (listening != NULL) {
        assert_int_equal(listen(s, 4), 0);
        *listening = s;
    } else {
        close(s);
    }
    return ntohs(address.sin_port);
}

typedef struct server {
    pid_t pid;
    unsigned port;
    int says; /* open as long as it runs: it goes on talking */
} server;

/* Start a server and wait for the line with which it says that it listens; try another port if
 * someone took this one. */
static server start_server(const char *path, bool writable)
{
    for (int attempt = 0; attempt < 5; attempt++) {
        server s = {.port = free_port(NULL)};
        char port[16];
        (void) snprintf(port, sizeof port, "%u", s.port);
        int out[2];
        assert_int_equal(pipe(out), 0);
        s.pid = fork();
        assert_true(s.pid >= 0);
        if (s.pid == 0) {
            /* When it is told to end, it tells its whole process group. */
            setpgid(0, 0);
            dup2(out[1], STDOUT_FILENO);
            close(out[0]);
            close(out[1]);
            execl(XAPIAN_TCPSRV, XAPIAN_TCPSRV, "--interface", "127.0.0.1", "--port", port, path,
                  writable ? "--writable" : (char *) NULL, (char *) NULL);
            _exit(127);
        }
        close(out[1]);
        char said[1024] = "";
        size_t used = 0;
        ssize_t n = 0;
        while (strstr(said, "istening...") == NULL &&
               (n = read(out[0], said + used, sizeof said - 1 - used)) > 0) {
            used += (size_t) n;
            said[used] = '\0';
        }
        s.says = out[0];
        if (n > 0)
            return s;
        close(out[0]);
        waitpid(s.pid, NULL, 0);
    }
    assert_true(false);
    return (server){0};
}

static void stop_server(server s)
{
    kill(s.pid, SIGTERM);
    waitpid(s.pid, NULL, 0);
    close(s.says);
}

static xapc_database *connect_to(server s)
{
    xapc_database *db = NULL;
    assert_ok(xapc_database_open_tcp("127.0.0.1", s.port, 10000, 10000, &db, &error));
    return db;
}

static void searching_over_a_connection_gives_what_the_database_gives(void **state)
{
    make_numbered(in(state, "numbered"), 300);
    xapc_database *local = reader_at(in(state, "numbered"));
    const server s = start_server(in(state, "numbered"), false);
    xapc_database *remote = connect_to(s);
    xapc_query *query = term_query("mod3");
    static const uint32_t slots[] = {0};
    xapc_search_options o = {.max_items = 5,
                             .check_at_least = 300,
                             .fetch = XAPC_FETCH_DATA | XAPC_FETCH_MATCHING_TERMS |
                                      XAPC_FETCH_TERM_WEIGHTS,
                             .value_slots = slots,
                             .value_slot_count = 1,
                             .count_slots = slots,
                             .count_slot_count = 1};
    for (o.first = 0; o.first <= 10; o.first += 10) {
        xapc_result *a = NULL;
        xapc_result *b = NULL;
        assert_ok(xapc_search(local, query, &o, &a, &error));
        assert_ok(xapc_search(remote, query, &o, &b, &error));
        assert_int_equal(a->matches_estimated, b->matches_estimated);
        assert_int_equal(a->hit_count, 5);
        assert_int_equal(b->hit_count, 5);
        for (size_t i = 0; i < 5; i++) {
            assert_int_equal(a->hits[i].docid, b->hits[i].docid);
            assert_int_equal(a->hits[i].data.size, b->hits[i].data.size);
            assert_memory_equal(a->hits[i].data.data, b->hits[i].data.data, a->hits[i].data.size);
            assert_memory_equal(a->hits[i].values[0].data, b->hits[i].values[0].data, 1);
            assert_bytes("mod3", b->hits[i].terms[0]);
        }
        assert_int_equal(b->counts[0].total, a->counts[0].total);
        assert_int_equal(b->counts[0].item_count, 5);
        for (size_t i = 0; i < 5; i++)
            assert_int_equal(b->counts[0].items[i].count, a->counts[0].items[i].count);
        assert_int_equal(b->terms[0].termfreq, a->terms[0].termfreq);
        xapc_result_free(a);
        xapc_result_free(b);
    }
    xapc_query_free(query);
    xapc_database_free(remote);
    xapc_database_free(local);
    stop_server(s);
}

static void reading_over_a_connection_gives_what_the_database_holds(void **state)
{
    xapc_writer *writer = writer_at(in(state, "small"));
    add_words_value(writer, "b a b", "x");
    add_words_value(writer, "b", "");
    assert_ok(xapc_writer_set_metadata(writer, B("key"), B("value"), &error));
    xapc_writer_free(writer);
    xapc_database *db = NULL;
    assert_ok(xapc_database_open_prog(XAPIAN_PROGSRV, in(state, "small"), 10000, &db, &error));
    collector c = {0};
    assert_ok(xapc_database_each_term(db, NO_BYTES, collect_term, &c, &error));
    assert_string_equal(c.text, "a:0:1 b:0:2");
    c = (collector){0};
    assert_ok(xapc_database_each_posting(db, B("b"), collect_posting, &c, &error));
    assert_string_equal(c.text, "1:2:3 2:1:1");
    c = (collector){0};
    assert_ok(xapc_database_each_position(db, 1, B("b"), collect_position, &c, &error));
    assert_string_equal(c.text, "1 3");
    c = (collector){0};
    assert_ok(xapc_database_each_value(db, 0, collect_value, &c, &error));
    assert_string_equal(c.text, "1=x");
    c = (collector){0};
    assert_ok(xapc_database_each_metadata_key(db, NO_BYTES, collect_bytes, &c, &error));
    assert_string_equal(c.text, "key");
    xapc_document *doc = NULL;
    assert_ok(xapc_database_document(db, 1, XAPC_PART_ALL, &doc, &error));
    c = (collector){0};
    assert_ok(xapc_document_each_position(doc, B("b"), collect_position, &c, &error));
    assert_string_equal(c.text, "1 3");
    xapc_document_free(doc);
    assert_status(XAPC_NOT_FOUND, xapc_database_document(db, 9, XAPC_PART_ALL, &doc, &error));
    assert_message("REMOTE:");
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    assert_int_equal(stats.document_count, 2);
    assert_ok(xapc_database_keep_alive(db, &error));
    bool moved = true;
    assert_ok(xapc_database_reopen(db, &moved, &error));
    /* Spellings and synonyms do not come over a connection. */
    c = (collector){0};
    assert_ok(xapc_database_each_spelling(db, collect_term, &c, &error));
    assert_ok(xapc_database_each_synonym(db, B("b"), collect_bytes, &c, &error));
    assert_int_equal(c.entries, 0);
    assert_ok(xapc_database_close(db, &error));
    assert_status(XAPC_CLOSED, xapc_database_keep_alive(db, &error));
    xapc_database_free(db);
}

static void see_nothing(uint32_t docid, double weight, void *payload)
{
    (void) docid;
    (void) weight;
    (void) payload;
}

static void what_a_connection_cannot_do_is_unimplemented(void **state)
{
    make_numbered(in(state, "cannot"), 10);
    xapc_database *db = NULL;
    assert_ok(xapc_database_open_prog(XAPIAN_PROGSRV, in(state, "cannot"), 10000, &db, &error));
    uint64_t revision = 0;
    bool locked = false;
    assert_status(XAPC_UNIMPLEMENTED, xapc_database_revision(db, &revision, &error));
    assert_status(XAPC_UNIMPLEMENTED, xapc_database_locked(db, &locked, &error));
    xapc_query *query = term_query("all");
    const xapc_search_options o = {.max_items = 1, .spy = {.match = see_nothing}};
    xapc_result *result = NULL;
    assert_status(XAPC_UNIMPLEMENTED, xapc_search(db, query, &o, &result, &error));
    assert_null(result);
    xapc_query_free(query);
    xapc_database_free(db);
}

static void a_deadline_holds_over_a_connection(void **state)
{
    make_numbered(in(state, "deadline"), 10);
    xapc_database *db = NULL;
    assert_ok(xapc_database_open_prog(XAPIAN_PROGSRV, in(state, "deadline"), 10000, &db, &error));
    xapc_query *query = term_query("all");
    xapc_search_options o = {.max_items = 1, .check_at_least = 10, .deadline_us = 1};
    xapc_result *result = NULL;
    assert_status(XAPC_TIMEOUT, xapc_search(db, query, &o, &result, &error));
    assert_ok(xapc_clock_us(&o.deadline_us, &error));
    o.deadline_us += 600000000;
    assert_string_equal(found(db, query, o), "1");
    xapc_query_free(query);
    xapc_database_free(db);
}

static void local_and_remote_parts_search_as_one(void **state)
{
    make_numbered(in(state, "near"), 2);
    make_numbered(in(state, "far"), 2);
    xapc_database *db = reader_at(in(state, "near"));
    xapc_database *far = NULL;
    assert_ok(xapc_database_open_prog(XAPIAN_PROGSRV, in(state, "far"), 10000, &far, &error));
    assert_ok(xapc_database_add(db, far, &error));
    xapc_database_free(far);
    xapc_query *query = term_query("all");
    assert_string_equal(found(db, query, (xapc_search_options){0}), "1 2 3 4");
    xapc_query_free(query);
    xapc_database_free(db);

    char stub[700];
    const int size =
        snprintf(stub, sizeof stub, "remote :%s %s\nauto near\n", XAPIAN_PROGSRV, in(state, "far"));
    write_file(in(state, "stub"), stub, (size_t) size);
    assert_ok(xapc_database_open_stub(in(state, "stub"), &db, &error));
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    assert_int_equal(stats.document_count, 4);
    xapc_database_free(db);
}

static void writing_goes_through_a_writable_server(void **state)
{
    make_numbered(in(state, "written"), 1);
    const server s = start_server(in(state, "written"), true);
    xapc_writer *writer = NULL;
    assert_ok(xapc_writer_open_tcp("127.0.0.1", s.port, 10000, 10000, &writer, &error));
    assert_int_equal(add_words(writer, "new words"), 2);
    assert_ok(xapc_writer_set_metadata(writer, B("k"), B("v"), &error));
    assert_status(XAPC_UNIMPLEMENTED, xapc_writer_add_synonym(writer, B("a"), B("b"), &error));
    assert_ok(xapc_writer_commit(writer, &error));
    assert_ok(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
    stop_server(s);
    xapc_database *db = reader_at(in(state, "written"));
    collector c = {0};
    assert_ok(xapc_database_each_document_term(db, 2, collect_term, &c, &error));
    assert_string_equal(c.text, "new:1:0 words:1:0");
    xapc_database_free(db);

    char args[600];
    (void) snprintf(args, sizeof args, "--writable %s", in(state, "written"));
    assert_ok(xapc_writer_open_prog(XAPIAN_PROGSRV, args, 10000, &writer, &error));
    assert_int_equal(add_words(writer, "more"), 3);
    assert_ok(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
    writer = NULL;
    assert_status(XAPC_INVALID, xapc_writer_open_prog(XAPIAN_PROGSRV, in(state, "written"), 10000,
                                                      &writer, &error));
    assert_message("read-only");
    assert_null(writer);
}

static void what_is_not_there_has_its_status(void **state)
{
    xapc_database *db = NULL;
    assert_status(XAPC_NETWORK,
                  xapc_database_open_tcp("127.0.0.1", free_port(NULL), 1000, 1000, &db, &error));
    assert_message("NetworkError: Couldn't connect");
    assert_status(XAPC_NETWORK, xapc_database_open_prog("/nonexistent", NULL, 10000, &db, &error));
    assert_status(XAPC_NOT_FOUND,
                  xapc_database_open_prog(XAPIAN_PROGSRV, in(state, "none"), 10000, &db, &error));
    /* A server that takes the connection and says nothing. */
    int listening = -1;
    const unsigned port = free_port(&listening);
    assert_status(XAPC_TIMEOUT, xapc_database_open_tcp("127.0.0.1", port, 50, 1000, &db, &error));
    assert_message("NetworkTimeoutError");
    close(listening);
    assert_null(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(searching_over_a_connection_gives_what_the_database_gives),
        cmocka_unit_test(reading_over_a_connection_gives_what_the_database_holds),
        cmocka_unit_test(what_a_connection_cannot_do_is_unimplemented),
        cmocka_unit_test(a_deadline_holds_over_a_connection),
        cmocka_unit_test(local_and_remote_parts_search_as_one),
        cmocka_unit_test(writing_goes_through_a_writable_server),
        cmocka_unit_test(what_is_not_there_has_its_status),
    };
    return cmocka_run_group_tests_name("xapian-c: remote databases", tests, make_directory,
                                       remove_directory);
}
