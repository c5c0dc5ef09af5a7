/* cmocka, with what it wants before it. */
#ifndef TESTS_SEARCHD_TESTING_H
#define TESTS_SEARCHD_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
