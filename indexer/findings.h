/* Everything that the readers can have to say about a table. A repair says that a cell was read
 * as what it plainly means; a doubt, that somebody should look. */
#ifndef KY_INDEXER_FINDINGS_H
#define KY_INDEXER_FINDINGS_H

#include <stdbool.h>

typedef enum ky_finding {
    KY_FIND_BOM,
    KY_FIND_LINE_END,
    KY_FIND_QUOTES,
    KY_FIND_BLANK,
    KY_FIND_EXTRA_BLANK,
    KY_FIND_CONTROL,
    KY_FIND_APOSTROPHE,
    KY_FIND_DIGITS,
    KY_FIND_SPELLING,
    KY_FIND_NONE_MARK,
    KY_FIND_NONE_EMPTY,
    KY_FIND_SHIFT,
    KY_FIND_SPLIT,
    KY_FIND_FLAG_MARK,
    KY_FIND_COLUMN_IGNORED,
    /* doubts from here on */
    KY_FIND_UTF8,
    KY_FIND_QUOTE_OPEN,
    KY_FIND_CELL_COUNT,
    KY_FIND_STRAY_TEXT,
    KY_FIND_STRAY_CELL,
    KY_FIND_NO_RECORD_YET,
    KY_FIND_HEADER_LATE,
    KY_FIND_HEADER_DIFFERS,
    KY_FIND_LEGEND_MISSING,
    KY_FIND_LEGEND_DIFFERS,
    KY_FIND_OUTSIDE_VOCABULARY,
    KY_FIND_OTHER_COLUMN,
    KY_FIND_MAIN_EMPTY,
    KY_FIND_CUT_VALUE,
    KY_FIND_REPEATED_VALUE,
    KY_FIND_TOO_MANY_VALUES,
    KY_FIND_FLAG,
    KY_FIND_NOT_A_NUMBER,
    KY_FIND_NUMBER_MISSING,
    KY_FIND_NUMBER_REPEATED,
    KY_FIND_ID_REPEATED,
    KY_FIND_ID_UNUSABLE,
    KY_FIND_NAME_MISSING,
    KY_FIND_EMPTY_RECORD,
    KY_FIND_NOT_JSON,
    KY_FIND_WRONG_TYPE,
    KY_FIND_NOTE_LEFT,
    KY_FINDINGS /* how many there are */
} ky_finding;

typedef struct ky_finding_spec {
    const char *rule; /* the name in reports */
    const char *text; /* for a person: what was found, and what was done about it */
} ky_finding_spec;

const ky_finding_spec *ky_finding_of(ky_finding f);

static inline bool ky_finding_is_doubt(ky_finding f)
{
    return f >= KY_FIND_UTF8;
}

#endif
