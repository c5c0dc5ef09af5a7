/* The two tables that most tests ask: the published one, and another city's. */
#ifndef TESTS_PLACES_H
#define TESTS_PLACES_H

#include "index.h"

extern place published;
extern place parks;

/* For cmocka_run_group_tests(): publish both and open them; close and remove them. */
int places_setup(void **state);
int places_teardown(void **state);

#endif
