/* The main program of what makes C of a table when kyodo is built: NAME FILE > NAME.h. */
#ifndef KY_JA_MAKE_TABLE_H
#define KY_JA_MAKE_TABLE_H

#include "base/buf.h"

/* Append the C that is made of the file at `path`. */
typedef ky_rc ja_table_maker(const char *path, ky_buf *out, ky_err *err);

/* Make it of the one argument, and print it or why it cannot be made; for main() to return.
 *  usage  what is said where there is not one argument. */
int ja_make_table(int argc, char **argv, const char *usage, ja_table_maker *make);

#endif
