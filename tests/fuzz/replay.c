/* Run a fuzz driver over the files of the folders given, without libFuzzer. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fuzz.h"

enum { MAX_INPUT_BYTES = 1 << 26 };

static int run_file(const char *path)
{
    KY_CLEANUP(ky_buf_fini) ky_buf input = {0};
    ky_err err;
    if (ky_buf_read_file(&input, path, MAX_INPUT_BYTES, &err) != KY_OK) {
        (void) fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    /* A copy of exactly its size, so that AddressSanitizer sees a read past the end. */
    KY_CLEANUP(ky_free_p) uint8_t *data = malloc(input.n > 0 ? input.n : 1);
    if (data == NULL)
        return 1;
    if (input.n > 0)
        memcpy(data, input.p, input.n);
    return LLVMFuzzerTestOneInput(data, input.n);
}

/* The number of files run, or -1 where one failed. */
static int run_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        perror(folder);
        return -1;
    }
    int n = 0;
    for (struct dirent *entry; n >= 0 && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        ky_buf_printf(&path, "%s/%s", folder, entry->d_name);
        n = ky_buf_ok(&path) && run_file(path.p) == 0 ? n + 1 : -1;
    }
    (void) closedir(dir);
    return n;
}

int main(int argc, char **argv)
{
    int total = 0;
    for (int i = 1; i < argc; i++) {
        int n = run_folder(argv[i]);
        if (n < 0)
            return 1;
        total += n;
    }
    (void) printf("%d inputs\n", total);
    return total > 0 ? 0 : 1;
}
