#include "index.h"

#include <stdio.h>
#include <unistd.h>

#include "cmocka_c17.h"

const ky_build_options build_defaults = {
    .jobs = 1, .shards = 1, .memory_mib = 64, .keep = 3, .program = "test 1"};

static ja_model *the_model;

const ja_model *model(void)
{
    ky_err err;
    if (the_model == NULL &&
        ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &the_model, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return the_model;
}

void model_close(void)
{
    ja_model_free(KY_STEAL(the_model));
}

char *temp_make(void)
{
    const char *tmp = getenv("TMPDIR");
    ky_buf path = {0};
    ky_buf_printf(&path, "%s/kyodo-test-XXXXXX", tmp == NULL ? "/tmp" : tmp);
    char *dir = ky_buf_take(&path);
    assert_non_null(dir);
    if (mkdtemp(dir) == NULL)
        fail_msg("mkdtemp(%s) failed", dir);
    return dir;
}

void temp_remove(char *dir)
{
    if (dir != NULL)
        (void) ky_remove_tree(dir, NULL);
    free(dir);
}

char *path_in(const char *dir, const char *name)
{
    ky_buf path = {0};
    ky_buf_printf(&path, "%s/%s", dir, name);
    char *p = ky_buf_take(&path);
    assert_non_null(p);
    return p;
}

ky_rc build(const char *dir, const table *t, const ky_build_options *o,
            char ret_name[KY_GENERATION_BYTES], ky_err *err)
{
    KY_CLEANUP(ky_builder_free_p) ky_builder *b = NULL;
    char name[KY_GENERATION_BYTES];
    ky_rc rc = ky_builder_open(dir, t->schema, model(), o, &b, err);
    for (size_t i = 0; i < t->n && rc == KY_OK; i++)
        rc = ky_builder_add(b, &t->records[i], t->datasets[i], err);
    if (rc == KY_OK)
        rc = ky_builder_finish(b, err);
    if (rc == KY_OK)
        rc = ky_builder_publish(b, name, err);
    if (rc == KY_OK && ret_name != NULL)
        memcpy(ret_name, name, sizeof name);
    return rc;
}

void build_ok(const char *dir, const table *t, const ky_build_options *o)
{
    ky_err err;
    if (build(dir, t, o, NULL, &err) != KY_OK)
        fail_msg("%s", err.msg);
}

ky_index *open_ok(const char *dir)
{
    ky_index *ix = NULL;
    ky_err err;
    if (ky_index_open(dir, model(), &ix, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return ix;
}

void place_make(place *p, void (*make)(table *))
{
    make(&p->table);
    p->dir = temp_make();
    build_ok(p->dir, &p->table, &build_defaults);
    p->ix = open_ok(p->dir);
}

void place_fini(place *p)
{
    ky_index_free(p->ix);
    temp_remove(p->dir);
    table_fini(&p->table);
    *p = (place){0};
}
