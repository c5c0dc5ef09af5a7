#include "findings.h"

static const ky_finding_spec specs[KY_FINDINGS] = {
    [KY_FIND_BOM] = {"bom", "a byte order mark before the text was passed over"},
    [KY_FIND_LINE_END] = {"line-end", "lines end in CR LF (said once)"},
    [KY_FIND_QUOTES] = {"quotes", "quotes round a cell were taken off"},
    [KY_FIND_BLANK] = {"blank", "blanks round a cell were taken off"},
    [KY_FIND_EXTRA_BLANK] = {"extra-blank", "empty cells after the last column were passed over"},
    [KY_FIND_CONTROL] = {"control", "control characters became blanks"},
    [KY_FIND_APOSTROPHE] = {"apostrophe", "a guard against formulas was taken off"},
    [KY_FIND_DIGITS] = {"digits", "a number in full-width digits was read"},
    [KY_FIND_SPELLING] = {"spelling", "another width or spacing of a known word was read as it"},
    [KY_FIND_NONE_MARK] = {"none-mark", "a dash was read as nothing"},
    [KY_FIND_NONE_EMPTY] = {"none-empty", "an empty cell was read as nothing"},
    [KY_FIND_SHIFT] = {"shift", "the row stood beside its columns; the value was moved to its own"},
    [KY_FIND_SPLIT] = {"split", "one cell was read as several values"},
    [KY_FIND_FLAG_MARK] = {"flag-mark", "another circle was read as the mark for yes"},
    [KY_FIND_COLUMN_IGNORED] = {"column-ignored", "a column that the schema does not have"},
    [KY_FIND_UTF8] = {"utf8", "bytes that are not UTF-8; U+FFFD stands for them"},
    [KY_FIND_QUOTE_OPEN] = {"quote-open", "a quote that does not close; kept"},
    [KY_FIND_CELL_COUNT] = {"cell-count", "not as many cells as the header has columns"},
    [KY_FIND_STRAY_TEXT] = {"stray-text", "text that is no row of the table; left out"},
    [KY_FIND_STRAY_CELL] = {"stray-cell", "not a column that may be continued; left out"},
    [KY_FIND_NO_RECORD_YET] = {"no-record-yet", "a continuation before any record; left out"},
    [KY_FIND_HEADER_LATE] = {"header-late", "rows before the first header; read by that header"},
    [KY_FIND_HEADER_DIFFERS] = {"header-differs", "the header is not what the schema has"},
    [KY_FIND_LEGEND_MISSING] = {"legend-missing", "the preface does not list the values"},
    [KY_FIND_LEGEND_DIFFERS] = {"legend-differs", "the preface lists other values than the schema"},
    [KY_FIND_OUTSIDE_VOCABULARY] = {"outside-vocabulary", "a value the schema does not list; kept"},
    [KY_FIND_OTHER_COLUMN] = {"other-column", "a value of another column; kept where it stands"},
    [KY_FIND_MAIN_EMPTY] = {"main-empty", "a record's first line says nothing here; perhaps cut"},
    [KY_FIND_CUT_VALUE] = {"cut-value", "the file ends in what may be a part of a value"},
    [KY_FIND_REPEATED_VALUE] = {"repeated-value", "the record has this value already"},
    [KY_FIND_TOO_MANY_VALUES] = {"too-many-values", "more values than the schema allows"},
    [KY_FIND_FLAG] = {"flag", "neither empty nor a mark for yes; read as no"},
    [KY_FIND_NOT_A_NUMBER] = {"not-a-number", "not a number; left out"},
    [KY_FIND_NUMBER_MISSING] = {"number-missing", "no number; the record's position stands for it"},
    [KY_FIND_NUMBER_REPEATED] = {"number-repeated",
                                 "another record has this number; both are kept"},
    [KY_FIND_ID_REPEATED] = {"id-repeated", "another record has this id; this one is left out"},
    [KY_FIND_ID_UNUSABLE] =
        {"id-unusable", "empty, too long, a step of a path, or with blanks or controls; not used"},
    [KY_FIND_NAME_MISSING] = {"name-missing", "a record without a name; kept"},
    [KY_FIND_EMPTY_RECORD] = {"empty-record", "a record that says nothing; left out"},
    [KY_FIND_NOT_JSON] = {"not-json", "not a JSON object; left out"},
    [KY_FIND_WRONG_TYPE] = {"wrong-type", "not the kind of value this member takes; left out"},
    [KY_FIND_NOTE_LEFT] = {"note-left", "a note without a value to belong to; left out"},
};

const ky_finding_spec *ky_finding_of(ky_finding f)
{
    return &specs[f];
}
