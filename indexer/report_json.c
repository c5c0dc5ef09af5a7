#include "report_json.h"

#include <errno.h>
#include <unistd.h>

#include "base/json.h"

enum { COPY_BYTES = 1 << 16 };

struct ky_report_json {
    char *path;
    FILE *out;
    FILE *spool[2]; /* the present table's repairs and doubts */
    size_t n[2];
    size_t tables;
    ky_rc failed; /* the first failure, and its sentence */
    ky_err err;
};

static void close_file(FILE **f)
{
    if (*f != NULL)
        (void) fclose(*f);
    *f = NULL;
}

void ky_report_json_free(ky_report_json *j)
{
    if (j == NULL)
        return;
    close_file(&j->out);
    close_file(&j->spool[0]);
    close_file(&j->spool[1]);
    free(j->path);
    free(j);
}

static void fail(ky_report_json *j)
{
    if (j->failed == KY_OK)
        j->failed = ky_fail_errno(&j->err, j->path);
}

static void put(ky_report_json *j, FILE *to, const char *text)
{
    if (j->failed == KY_OK && fputs(text, to) == EOF)
        fail(j);
}

ky_rc ky_report_json_open(const char *path, ky_report_json **ret, ky_err *err)
{
    ky_report_json *j = calloc(1, sizeof *j);
    if (j == NULL)
        return ky_nomem(err);
    j->path = strdup(path);
    if (j->path == NULL) {
        ky_report_json_free(j);
        return ky_nomem(err);
    }
    j->out = fopen(path, "we");
    if (j->out == NULL) {
        ky_rc rc = ky_fail_errno(err, path);
        ky_report_json_free(j);
        return rc;
    }
    j->spool[0] = tmpfile();
    j->spool[1] = j->spool[0] == NULL ? NULL : tmpfile();
    if (j->spool[1] == NULL) {
        ky_rc rc = ky_fail_errno(err, "temporary file for the report");
        ky_report_json_free(j);
        return rc;
    }
    put(j, j->out, "{\"tables\": [");
    *ret = j;
    return KY_OK;
}

/* Print an object and take its reference. */
static void put_object(ky_report_json *j, FILE *to, json_t *object)
{
    if (object == NULL && j->failed == KY_OK)
        j->failed = ky_nomem(&j->err);
    errno = ENOMEM; /* what jansson fails with, unless stdio says otherwise */
    if (j->failed == KY_OK && json_dumpf(object, to, 0) != 0)
        fail(j);
    json_decref(object);
}

/* JSON is UTF-8, but what is reported need not be: U+FFFD stands for what is not. NULL without
 * memory. */
static json_t *mended(ky_str text)
{
    if (ky_utf8_valid(text, NULL))
        return ky_json_str(text);
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    for (size_t at = 0, len; at < text.n; at += len)
        ky_buf_put_utf8(&b, ky_utf8_next(ky_str_from(text, at), &len));
    return ky_buf_ok(&b) ? ky_json_str(ky_buf_str(&b)) : NULL;
}

void ky_report_json_add(ky_report_json *j, bool doubt, ky_place p, ky_str rule, ky_str found,
                        ky_str made)
{
    FILE *to = j->spool[doubt];
    json_t *number = p.numbered ? json_integer(p.number) : json_null();
    json_t *o = json_object();
    bool ok = ky_json_set(o, "line", json_integer((json_int_t) p.line)) &&
              ky_json_set(o, "column", json_integer((json_int_t) p.column));
    ok = ky_json_set(o, "number", number) && ok;
    ok = ok && ky_json_set(o, "rule", ky_json_str(rule)) &&
         ky_json_set(o, "found", mended(found)) && ky_json_set(o, "made", mended(made));
    if (!ok) {
        json_decref(o);
        o = NULL;
    }
    put(j, to, j->n[doubt]++ == 0 ? "\n" : ",\n");
    put_object(j, to, o);
}

/* Move what a temporary file holds to the report, and empty it for the next table. */
static void move_spool(ky_report_json *j, size_t which)
{
    FILE *spool = j->spool[which];
    char chunk[COPY_BYTES];
    rewind(spool);
    for (size_t n; j->failed == KY_OK && (n = fread(chunk, 1, sizeof chunk, spool)) > 0;)
        if (fwrite(chunk, 1, n, j->out) != n)
            fail(j);
    rewind(spool);
    if (j->failed == KY_OK && ftruncate(fileno(spool), 0) != 0)
        fail(j);
    j->n[which] = 0;
}

static void put_list(ky_report_json *j, const char *name, size_t which)
{
    put(j, j->out, ", \"");
    put(j, j->out, name);
    put(j, j->out, "\": [");
    if (fflush(j->spool[which]) != 0 || ferror(j->spool[which]))
        fail(j);
    move_spool(j, which);
    put(j, j->out, "]");
}

static void put_string(ky_report_json *j, const char *text)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *s = mended(ky_str_of(text));
    if (s == NULL || ky_json_write(s, 0, &b, &j->err) != KY_OK)
        j->failed = KY_E_NOMEM;
    else
        put(j, j->out, b.p);
}

void ky_report_json_table(ky_report_json *j, const char *file, size_t lines, size_t records,
                          const char *refused)
{
    char counts[96];
    (void) snprintf(counts, sizeof counts, ", \"lines\": %zu, \"records\": %zu", lines, records);
    put(j, j->out, j->tables++ == 0 ? "\n{\"file\": " : ",\n{\"file\": ");
    put_string(j, file);
    put(j, j->out, counts);
    put_list(j, "repairs", 0);
    put_list(j, "doubts", 1);
    if (refused != NULL) {
        put(j, j->out, ", \"refused\": ");
        put_string(j, refused);
    }
    put(j, j->out, "}");
}

ky_rc ky_report_json_check(const ky_report_json *j, ky_err *err)
{
    if (j->failed != KY_OK && err != NULL)
        *err = j->err;
    return j->failed;
}

ky_rc ky_report_json_close(ky_report_json *j, ky_err *err)
{
    put(j, j->out, "]}\n");
    FILE *out = KY_STEAL(j->out);
    if (fclose(out) != 0)
        fail(j);
    return ky_report_json_check(j, err);
}
