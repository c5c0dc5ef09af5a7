/* What the program writes to: how wide it is, and whether it may be coloured. */
#ifndef KY_CLI_SCREEN_H
#define KY_CLI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

enum {
    CLI_MIN_COLUMNS = 20, /* narrower terminals are written to as if they had so many */
    CLI_MAX_COLUMNS = 1000,
    CLI_DEFAULT_COLUMNS = 80,
};

typedef struct cli_screen {
    bool terminal;  /* control characters of the data would be obeyed */
    bool colour;    /* marks and dim text by SGR sequences */
    size_t columns; /* of a line */
} cli_screen;

/* Look at a file descriptor and the environment.
 *  columns  the smaller of the terminal's own width and COLUMNS; either where only one is known.
 *  colour   on a terminal, unless NO_COLOR is set and not empty (https://no-color.org) or TERM is
 *           dumb. */
cli_screen cli_screen_of(int fd);

#endif
