#include "screen.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/num.h"

static size_t clamp(size_t columns)
{
    if (columns < CLI_MIN_COLUMNS)
        return CLI_MIN_COLUMNS;
    return columns > CLI_MAX_COLUMNS ? CLI_MAX_COLUMNS : columns;
}

/* 0 where nothing is known. */
static size_t columns_of_terminal(int fd)
{
    struct winsize size = {0};
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static size_t columns_of_environment(void)
{
    uint32_t columns = 0;
    const char *text = getenv("COLUMNS");
    if (text == NULL || ky_parse_u32(ky_str_of(text), 1, UINT32_MAX, &columns, NULL) != KY_OK)
        return 0;
    return columns;
}

static bool colour_is_welcome(void)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (no_color != NULL && no_color[0] != '\0')
        return false;
    return term == NULL || strcmp(term, "dumb") != 0;
}

cli_screen cli_screen_of(int fd)
{
    bool terminal = isatty(fd) == 1;
    size_t wide = terminal ? columns_of_terminal(fd) : 0;
    size_t wished = columns_of_environment();
    if (wide == 0 || (wished != 0 && wished < wide))
        wide = wished;
    return (cli_screen){
        .terminal = terminal,
        .colour = terminal && colour_is_welcome(),
        .columns = clamp(wide == 0 ? CLI_DEFAULT_COLUMNS : wide),
    };
}
