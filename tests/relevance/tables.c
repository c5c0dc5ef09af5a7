#include "tables.h"

place events;

static void table_events(table *t)
{
    char *schema = read_whole(KYODO_JUDGED "/events.schema.json");
    char *lines = read_whole(KYODO_JUDGED "/events.jsonl");
    table_lines(t, schema, lines);
    free(schema);
    free(lines);
}

int tables_setup(void **state)
{
    int rc = places_setup(state);
    place_make(&events, table_events);
    return rc;
}

int tables_teardown(void **state)
{
    place_fini(&events);
    return places_teardown(state);
}

const place *table_by_name(ky_str name)
{
    if (ky_str_eq(name, KY_LIT("published")))
        return &published;
    if (ky_str_eq(name, KY_LIT("parks")))
        return &parks;
    return ky_str_eq(name, KY_LIT("events")) ? &events : NULL;
}
