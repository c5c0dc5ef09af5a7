/* The indexer's reader, apart from tests/support/table.h, whose names it shares. */
#ifndef TESTS_TABLE_READER_H
#define TESTS_TABLE_READER_H

#include "search/record.h"

/* Give each record of the table at path to add(); ends the test where it cannot be read. */
void read_published(const char *path, const ky_schema *schema,
                    void (*add)(void *, const ky_record *, const ky_dataset *), void *payload);

#endif
