/* Allocations that fail on purpose.
 *
 * The linker sends malloc, calloc, realloc and strdup of our own code here
 * (kyodo_fail_allocations() in CMakeLists.txt), and jansson is told to use them too. What C++
 * libraries allocate is the business of xapian-c's tests. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

/* Let jansson allocate here. */
void faults_init(void);

/* The n-th allocation from now on (from 1) finds no memory; those after it do. */
void faults_arm(size_t n);

/* Back to normal. True where the allocation was reached. */
bool faults_disarm(void);

#endif
