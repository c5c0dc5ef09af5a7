/* The one way to report a failure: a code, and a sentence owned by the caller.
 *
 * Every fallible function of the house returns a ky_rc, takes its ky_err last, and leaves its
 * outputs as they were when it fails. The err may be NULL where only the code matters. */
#ifndef KY_BASE_ERR_H
#define KY_BASE_ERR_H

#ifdef __cplusplus
extern "C" {
#endif

/* Each code asks its caller for a different reaction. */
typedef enum ky_rc {
    KY_OK = 0,
    KY_E_NOMEM,     /* out of memory: give up this piece of work */
    KY_E_IO,        /* the system refused: disk, permission, socket */
    KY_E_INVALID,   /* the input is wrong: tell whoever sent it */
    KY_E_NOT_FOUND, /* nothing by that name: an answer, not a fault */
    KY_E_LOCKED,    /* another process holds it: try later */
    KY_E_CORRUPT,   /* damaged, or made by another analyser: refuse to serve */
    KY_E_STALE,     /* changed under the reader: open again */
    KY_E_TIMEOUT,   /* the time limit of the request has passed */
    KY_E_INTERNAL,  /* a promise of our own is broken */
} ky_rc;

enum { KY_ERR_BYTES = 512 };

typedef struct ky_err {
    ky_rc rc;
    char msg[KY_ERR_BYTES]; /* one line of valid UTF-8, NUL-terminated, whole characters */
} ky_err;

/* Write rc and the formatted sentence into err and return rc, so that `return ky_fail(…)` is the
 * only way to fail. Control characters and bytes that are not UTF-8 become U+FFFD, so a message
 * may quote what a user typed. Never allocates. err may be NULL. */
ky_rc ky_fail(ky_err *err, ky_rc rc, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* KY_E_NOMEM with the usual sentence. */
ky_rc ky_nomem(ky_err *err);

/* KY_E_IO with `what: strerror(errno)`; errno ENOMEM gives KY_E_NOMEM. */
ky_rc ky_fail_errno(ky_err *err, const char *what);

/* Put `what: ` in front of the sentence that a lower layer left with rc, and return rc. */
ky_rc ky_prefix(ky_err *err, ky_rc rc, const char *what);

#ifdef __clang_analyzer__
/* The analyser does not see from a caller that these return a failure, and the one they are given.
 */
#define ky_fail(err, rc, ...) ((void) ky_fail((err), (rc), __VA_ARGS__), (rc))
#define ky_prefix(err, rc, what) ((void) ky_prefix((err), (rc), (what)), (rc))
#define ky_nomem(err) ((void) ky_nomem(err), KY_E_NOMEM)
#define ky_fail_errno(err, what) ((void) ky_fail_errno((err), (what)), KY_E_IO)
#endif

/* The code's name in lower case, such as "not found"; never NULL. */
const char *ky_rc_name(ky_rc rc);

/* The exit status of our programs for a failure: 1 refused, 2 usage, 3 the environment failed. */
int ky_rc_exit(ky_rc rc);

#ifdef __cplusplus
}
#endif
#endif
