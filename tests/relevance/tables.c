#include "tables.h"

place events;
place minutes;
place town;

static void read_table(table *t, const char *schema_path, const char *lines_path)
{
    char *schema = read_whole(schema_path);
    char *lines = read_whole(lines_path);
    table_lines(t, schema, lines);
    free(schema);
    free(lines);
}

static void table_events(table *t)
{
    read_table(t, KYODO_JUDGED "/events.schema.json", KYODO_JUDGED "/events.jsonl");
}

static void table_minutes(table *t)
{
    read_table(t, KYODO_JUDGED "/minutes.schema.json", KYODO_JUDGED "/minutes.jsonl");
}

static void table_town(table *t)
{
    read_table(t, KYODO_JUDGED "/town.schema.json", KYODO_JUDGED "/town.jsonl");
}

int tables_setup(void **state)
{
    int rc = places_setup(state);
    place_make(&events, table_events);
    place_make(&minutes, table_minutes);
    place_make(&town, table_town);
    return rc;
}

int tables_teardown(void **state)
{
    place_fini(&town);
    place_fini(&minutes);
    place_fini(&events);
    return places_teardown(state);
}

const place *table_by_name(ky_str name)
{
    if (ky_str_eq(name, KY_LIT("published")))
        return &published;
    if (ky_str_eq(name, KY_LIT("parks")))
        return &parks;
    if (ky_str_eq(name, KY_LIT("minutes")))
        return &minutes;
    if (ky_str_eq(name, KY_LIT("town")))
        return &town;
    return ky_str_eq(name, KY_LIT("events")) ? &events : NULL;
}
