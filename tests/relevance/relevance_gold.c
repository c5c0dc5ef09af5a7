/* How many judged questions are answered rightly, quickly:
 *
 *   relevance_gold [--verbose] [TABLE FILE]
 *
 * TABLE is published, parks, events, minutes or town and FILE the questions to ask of it; without
 * them the files of this folder are asked. --verbose lists the wrong answers. Exit 1 where there
 * are any. */
#include <stdio.h>

#include "judge.h"

static bool report(const char *path, const place *p, bool verbose)
{
    const char *slash = strrchr(path, '/');
    KY_CLEANUP(verdict_fini) verdict v = judge(path, p);
    (void) printf("%-16s %3zu of %3zu; %zu of %zu records found, %zu besides\n",
                  slash == NULL ? path : slash + 1, v.right, v.asked, v.found, v.wanted, v.surplus);
    if (verbose)
        (void) fputs(ky_buf_str(&v.wrong).p, stdout);
    return v.right == v.asked;
}

static bool report_all(bool verbose)
{
    bool right = true;
    for (size_t i = 0; i < JUDGED_SETS; i++) {
        char *path = judged_path(judged_sets[i].file);
        right = report(path, judged_sets[i].asked, verbose) && right;
        free(path);
    }
    return right;
}

int main(int argc, char **argv)
{
    bool verbose = argc > 1 && strcmp(argv[1], "--verbose") == 0;
    char **rest = argv + 1 + verbose;
    int n = argc - 1 - verbose;
    if (n != 0 && n != 2) {
        (void) fprintf(stderr, "usage: relevance_gold [--verbose] [TABLE FILE]\n");
        return 2;
    }
    (void) tables_setup(NULL);
    const place *p = n == 2 ? table_by_name(ky_str_of(rest[0])) : &published;
    bool right = p != NULL && (n == 2 ? report(rest[1], p, verbose) : report_all(verbose));
    if (p == NULL)
        (void) fprintf(stderr, "relevance_gold: no table is called %s\n", rest[0]);
    (void) tables_teardown(NULL);
    return p == NULL ? 2 : right ? 0 : 1;
}
