/* Lines on standard error: `kyodo-searchd: what: why`, one write each. */
#ifndef SEARCHD_LOG_H
#define SEARCHD_LOG_H

typedef enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG } log_level;

typedef struct logger {
    log_level level; /* lines beyond it are not written */
} logger;

/* Control characters and broken UTF-8 are replaced, so a line may quote what a client sent; what
 * visitors look for is never given to it. May be called by any thread. */
void log_line(const logger *l, log_level level, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
