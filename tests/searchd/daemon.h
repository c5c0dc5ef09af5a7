/* The real kyodo-searchd as a child process, and a folder of its own to work in. */
#ifndef TESTS_SEARCHD_DAEMON_H
#define TESTS_SEARCHD_DAEMON_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PATH_BYTES = 512, MAX_LISTENERS = 4 };

/* A folder that is removed with everything in it. */
typedef struct workdir {
    char path[64];
    char index[96];
} workdir;

void workdir_make(workdir *w);
void workdir_remove(workdir *w);

/* A new generation of the bundled table in w->index: a copy of the one that the test searchd_index
 * built, published as kyodo-indexer would. */
void publish(const workdir *w);

/* The same by kyodo-indexer itself: another index of the same records. */
void publish_built(const workdir *w);

/* The name that w->index/current leads to. */
void current_generation(const workdir *w, char ret[static PATH_BYTES]);

typedef struct daemon_child {
    pid_t pid;
    int out;                                   /* its standard output */
    char log[PATH_BYTES];                      /* the file of its standard error */
    char listening[MAX_LISTENERS][PATH_BYTES]; /* as it printed them: http://…, unix:… */
    size_t n_listening;
    int port; /* of the first http:// one */
} daemon_child;

typedef struct daemon_options {
    const char *const *args; /* after the program's name; NULL-terminated */
    size_t listeners;        /* lines to wait for; 0 is one */
    const int *passed;       /* sockets passed as systemd does */
    size_t n_passed;
    const char *notify; /* NOTIFY_SOCKET; or NULL */
} daemon_options;

/* Start it and wait until it says where it listens. False where it ends before. */
bool daemon_start(daemon_child *d, const workdir *w, const daemon_options *o);

/* Start it on a free port with w's index, and `more` arguments; must succeed. */
void daemon_start_plain(daemon_child *d, const workdir *w, const char *const *more);

/* Run the program to its end: for one that is not to begin to serve. *out and *err are what it
 * wrote; free() both. The exit status. */
int daemon_run(const workdir *w, const char *const *args, char **out, char **err);

/* Its exit status when it has ended; -1 where a signal ended it. */
int daemon_wait(daemon_child *d);

/* Send the signal and wait. */
int daemon_stop(daemon_child *d, int sig);

/* What it has written to standard error so far; free() it. */
char *daemon_log(const daemon_child *d);

#endif
