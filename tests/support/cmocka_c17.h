/* cmocka with the headers that it wants before it. */
#ifndef TESTS_CMOCKA_C17_H
#define TESTS_CMOCKA_C17_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#endif
