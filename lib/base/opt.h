/* Options of a program from ONE table: flags, configuration file, their checks, and the help.
 *
 * A table is plain data, constant or built at run time. Flags are read by getopt_long(), which
 * keeps its place in variables of its own: parse from one thread at a time. What is parsed lives
 * in the caller's arena, and borrows argv and the table. */
#ifndef KY_BASE_OPT_H
#define KY_BASE_OPT_H

#include "arena.h"
#include "buf.h"
#include "err.h"

enum {
    KY_MAX_CONFIG_BYTES = 1 << 20, /* of one configuration file */
    KY_HELP_COLUMNS = 80,
};

typedef enum ky_opt_kind {
    KY_OPT_FLAG,   /* given or not; `true` or `false` in a file */
    KY_OPT_TEXT,   /* one value, not empty */
    KY_OPT_LIST,   /* repeatable; each value as for TEXT, or as for CHOICE where it has choices */
    KY_OPT_UINT,   /* plain decimal digits, min…max */
    KY_OPT_CHOICE, /* one of choices */
} ky_opt_kind;

typedef struct ky_opt {
    const char *name; /* --name, and the name in a file */
    char letter;      /* -l, or 0 */
    ky_opt_kind kind;
    const char *argument;       /* what the help calls the value, such as DIR; NULL for N or TEXT */
    const char *help;           /* one sentence, first letter small, no full stop */
    uint64_t min;               /* of a UINT */
    uint64_t max;               /* of a UINT; of a LIST how many values, 0 for any number */
    const char *unit;           /* of a UINT, such as "ms"; or NULL */
    const char *dflt;           /* the default as one would type it; NULL for none */
    const char *dflt_help;      /* the default in words, where the program works it out; or NULL */
    const char *const *choices; /* NULL-terminated */
    const char *accepted;       /* what `check` takes, in words; or NULL */
    bool (*check)(ky_str text); /* of TEXT and LIST: true where the text is good; or NULL */
    bool in_file;               /* may stand in the configuration file */
    bool stops;                 /* nothing after it is read: --help, --version */
} ky_opt;

/* The two that every program has. */
#define KY_OPT_HELP                                                                                \
    {                                                                                              \
        .name = "help", .letter = 'h', .stops = true, .help = "show this help and exit"            \
    }
#define KY_OPT_VERSION                                                                             \
    {                                                                                              \
        .name = "version", .letter = 'V', .stops = true, .help = "show the version and exit"       \
    }

typedef struct ky_opt_table {
    const char *usage; /* after "Usage: "; further lines are set under the first */
    const char *about; /* paragraphs between usage and options; or NULL */
    const char *more;  /* paragraphs after the options; or NULL */
    const ky_opt *opts;
    size_t n;
} ky_opt_table;

/* Where a value comes from; a later one wins over an earlier one. */
typedef enum ky_opt_from { KY_OPT_BY_DEFAULT, KY_OPT_BY_FILE, KY_OPT_BY_FLAG } ky_opt_from;

typedef struct ky_opt_value {
    ky_opt_from from;
    uint64_t number; /* FLAG 0 or 1; UINT; CHOICE the index into choices */
    ky_str *texts;   /* as typed, NUL-terminated: n of them */
    size_t n;
    size_t cap;
} ky_opt_value;

typedef struct ky_opts {
    const ky_opt_table *table;
    ky_opt_value *values; /* one an option, in the table's order */
    const char **args;    /* what is no option, in order, and all that follows `--` */
    size_t n_args;
} ky_opts;

/* Read flags. Options and other arguments may be mixed, whatever POSIXLY_CORRECT says; `--` ends
 * the options; names are not abbreviated; of an option given twice the last value holds, and a
 * LIST keeps all.
 *  t       borrowed; names and letters are unique.
 *  argv    argv[0] is passed over; borrowed.
 *  ret     filled on success only.
 *  errors  INVALID (names the option and what is accepted), NOMEM, INTERNAL (two options of the
 *          table have one name, or a default is not accepted by its own option). */
ky_rc ky_opts_parse(const ky_opt_table *t, int argc, char *const *argv, ky_arena *arena,
                    ky_opts *ret, ky_err *err);

/* Read a configuration file under the flags: what a flag gave stays, and a LIST given by flags
 * replaces that of the file.
 *  path    lines `name = value` in UTF-8. Blank lines, and `#` at the start of a line or after a
 *          blank, up to the line's end, say nothing. A LIST is repeated; anything else is not.
 *  o       as it was on failure.
 *  errors  INVALID (file, line, and what is accepted), NOT_FOUND, IO, NOMEM. */
ky_rc ky_opts_file(ky_opts *o, const char *path, ky_arena *arena, ky_err *err);

/* The same from text in memory; `where` begins each message. */
ky_rc ky_opts_file_text(ky_opts *o, ky_str text, const char *where, ky_arena *arena, ky_err *err);

/* Index of the option called name, or n. */
size_t ky_opt_find(const ky_opt_table *t, const char *name);

/* The value of an option; for a name that the table does not have: false, 0, or empty. */
bool ky_opt_given(const ky_opts *o, const char *name); /* by a flag or in the file */
bool ky_opt_flag(const ky_opts *o, const char *name);
uint64_t ky_opt_uint(const ky_opts *o, const char *name);
size_t ky_opt_choice(const ky_opts *o, const char *name);

/* NUL-terminated; NULL where there is neither a value nor a default. Of a CHOICE its word. */
const char *ky_opt_text(const ky_opts *o, const char *name);

/* *ret_n values, NUL-terminated each; the default alone where none was given. */
const ky_str *ky_opt_list(const ky_opts *o, const char *name, size_t *ret_n);

/* Append the help: usage, options aligned with range, unit and default, wrapped to KY_HELP_COLUMNS
 * columns of a terminal (a full-width character takes two). */
ky_rc ky_opts_help(const ky_opt_table *t, ky_buf *out, ky_err *err);

/* Append an example configuration file: each option that may stand there, commented out. */
ky_rc ky_opts_example(const ky_opt_table *t, ky_buf *out, ky_err *err);

/* What the help calls the value. */
const char *ky_opt_argument(const ky_opt *opt);

/* Append what an option accepts, such as `a whole number in 1..64`. */
void ky_opt_accepted(const ky_opt *opt, ky_buf *out);

/* Check text against opt and put it into *v: replacing, or adding to a LIST from the same place.
 * For the parts of this module. `where` begins the message. */
ky_rc ky_opt_put(const ky_opt *opt, ky_str text, ky_opt_from from, const char *where,
                 ky_arena *arena, ky_opt_value *v, ky_err *err);

#endif
