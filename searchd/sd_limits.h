/* Every bound of the daemon, with its unit. docs/api.md and --help name those that a user meets. */
#ifndef SEARCHD_LIMITS_H
#define SEARCHD_LIMITS_H

enum {
    SD_MAX_TARGET_BYTES = 8192,    /* of a request's target; over it 414 */
    SD_CONNECTION_BYTES = 1 << 16, /* memory of one connection: request head, reply head. So large
                                      that a target over SD_MAX_TARGET_BYTES reaches our own 414 */
    SD_MAX_BODY_BYTES = 1 << 20,   /* of a request body, which is read and thrown away */
    SD_STREAM_BYTES = 1 << 15,     /* of a file made while it is read: one piece */
    SD_MAX_PATH_SEGMENTS = 8,
    SD_MAX_LISTENERS = 16,
    SD_MAX_ORIGINS = 64,
    SD_MAX_THREADS = 256,
    SD_MAX_CONNECTIONS = 100000,
    SD_DEFAULT_CONNECTIONS = 1024,
    SD_MAX_IDLE_SECONDS = 3600,
    SD_DEFAULT_IDLE_SECONDS = 60,
    SD_MIN_KIOSK_SECONDS = 10,
    SD_MAX_KIOSK_SECONDS = 3600,
    SD_DEFAULT_KIOSK_SECONDS = 60,
    SD_MAX_QUERY_MS = 600000,
    SD_DEFAULT_QUERY_MS = 5000,
    SD_SPARE_DESCRIPTORS = 64, /* beside connections and a generation's files */
    SD_DESCRIPTORS_PER_WORKER = 32,
    SD_BACKLOG = 1024,    /* connections not yet accepted, of each listener */
    SD_ACCEPT_ROUND = 64, /* connections taken from one listener before the others are looked at */
    SD_MAX_REFUSED = 64,  /* connections over the limit that are still being told so */
    SD_CHECK_SECONDS = 1, /* between two looks at the published generation, and at slow clients */
    SD_FINISH_MS = 5000,  /* for the requests under way when the daemon is told to stop */
    SD_QUIET_MS = 100,    /* without a request, after which the daemon may stop */
    SD_RETRY_SECONDS = 5, /* what Retry-After says */
};

#endif
