/* Run a program and see what it writes, through pipes or on a pseudo-terminal. */
#ifndef KY_TESTS_CLI_RUN_H
#define KY_TESTS_CLI_RUN_H

#include "base/buf.h"
#include "base/mem.h"

enum { RUN_MAX_ARGS = 300 };

typedef struct run {
    const char *args[RUN_MAX_ARGS]; /* without the program, NULL-terminated */
    const char *env[8];             /* NAME=VALUE or, to unset, NAME; NULL-terminated */
    unsigned columns;               /* of a pseudo-terminal as standard output; 0 for a pipe */
    const char *out_path;           /* standard output goes to this file instead */
    bool out_closed;                /* standard output is a pipe that nobody reads */
} run;

typedef struct outcome {
    int status; /* exit status, or 128 + the signal */
    ky_buf out;
    ky_buf err;
} outcome;

void outcome_fini(outcome *o); /* for KY_CLEANUP */

/* Run the program and wait. Fails the test where the system refuses. */
outcome run_program(const char *program, const run *r);

/* A program in the background whose first line on standard output is awaited. */
typedef struct background {
    int pid;
    int out; /* its standard output, after the first line */
    ky_buf line;
} background;

background run_in_background(const char *program, const char *const *args);

/* Append the next line that it writes. */
void background_line(const background *b, ky_buf *ret);

/* SIGTERM, and wait. */
void background_stop(background *b); /* for KY_CLEANUP */

#endif
