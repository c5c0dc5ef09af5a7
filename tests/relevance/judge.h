/* The judged questions: which file is asked of which table, and what became of it. */
#ifndef TESTS_JUDGE_H
#define TESTS_JUDGE_H

#include "../../indexer/gold.h"
#include "tables.h"

typedef struct judged_set {
    const char *file; /* in this folder */
    const place *asked;
} judged_set;

enum { JUDGED_SETS = 7 };
extern const judged_set judged_sets[JUDGED_SETS];

typedef struct verdict {
    size_t asked;
    size_t right;
    size_t wanted;  /* records, over all questions */
    size_t found;   /* of those */
    size_t surplus; /* found besides */
    ky_buf wrong;   /* a line for each wrong answer: what misses, what is too much; free */
} verdict;

/* Ask a whole file. Ends the test where it cannot be read. */
verdict judge(const char *path, const place *p);

void verdict_fini(verdict *v); /* for KY_CLEANUP */

/* The path of a file in this folder; free it. */
char *judged_path(const char *file);

/* Hold each line of a file in this folder, but for comments, to what `holds` says of it, which
 * prints what is wrong. Ends the test where fewer than `least` are there, or one does not hold. */
void judge_lines(const char *file, size_t least, bool (*holds)(ky_str line));

/* What stands before the first mark; *rest is what stands behind it. */
ky_str next_cell(ky_str *rest, char mark);

#endif
