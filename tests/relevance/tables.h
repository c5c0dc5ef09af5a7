/* The tables that judged questions are asked of: the published one, the parks of tests/support,
 * events.jsonl, minutes.jsonl and town.jsonl. */
#ifndef TESTS_TABLES_H
#define TESTS_TABLES_H

#include "places.h"

extern place events;
extern place minutes;
extern place town;

/* Publish them all and open them; close and remove them. */
int tables_setup(void **state);
int tables_teardown(void **state);

/* "published", "parks", "events", "minutes", "town"; NULL for any other name. */
const place *table_by_name(ky_str name);

#endif
