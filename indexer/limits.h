/* What the table readers accept at most; docs/api.md names the ones a user can meet. */
#ifndef KY_INDEXER_LIMITS_H
#define KY_INDEXER_LIMITS_H

enum {
    KY_MAX_LINE_BYTES = 4 << 20,    /* one line of a table, and one record of a CSV file */
    KY_MAX_CELLS = 256,             /* of one row */
    KY_MAX_KNOWN_BYTES = 8 << 20,   /* of a pipe that is recognised by its SHA-256 */
    KY_MAX_WAITING_BYTES = 1 << 20, /* rows before the first header */
    KY_MAX_ID_BYTES = 128,          /* an id that a record brings */
    KY_MAX_YEAR = 9999,
    KY_MAX_BAD_START = 20, /* lines of JSONL that may be unreadable before the first record */
};

#endif
