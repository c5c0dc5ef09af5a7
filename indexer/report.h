/* What was repaired and what is doubtful: told to a person line by line, and written as JSON.
 *
 * Memory does not grow with the number of findings: lines are printed as they come, and the JSON
 * is kept in temporary files until its table ends. Failures to write stick and are returned by
 * ky_report_table_end() and ky_report_close(). One thread. */
#ifndef KY_INDEXER_REPORT_H
#define KY_INDEXER_REPORT_H

#include <stdio.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "findings.h"

typedef struct ky_report ky_report;

/* Where something stood. */
typedef struct ky_place {
    size_t line;   /* from 1 */
    size_t column; /* the cell in the file's own layout, from 1; of JSONL the member */
    bool numbered; /* number is the record's number */
    uint32_t number;
} ky_place;

/* Start a report.
 *  text     gets the lines for a person; borrowed; NULL for none.
 *  json     path of the JSON report; NULL for none. It is complete only after ky_report_close().
 *  ret      replaced on success only; free with ky_report_free().
 *  errors   IO, NOMEM. */
ky_rc ky_report_new(FILE *text, const char *json, ky_report **ret, ky_err *err);

void ky_report_free(ky_report *r);
KY_DEFINE_CLEANUP(ky_report, ky_report_free)

/* Call before(arg) each time before something is printed for a person: a line that is being redrawn
 * can be taken away. NULL for no calls. */
void ky_report_before_text(ky_report *r, void (*before)(void *arg), void *arg);

/* What follows is about this table, until ky_report_table_end(). */
void ky_report_table_begin(ky_report *r, const char *file);

/* Say that `found` stood at p, and that it was read as `made`. */
void ky_report_add(ky_report *r, ky_place p, ky_finding f, ky_str found, ky_str made);

/* The same for a doubt by a rule of the schema; `wanted` is what the rule expects. */
void ky_report_rule(ky_report *r, ky_place p, ky_str rule, ky_str found, ky_str wanted);

/* Print the table's summary and write its JSON.
 *  refused  why nothing is published of it; NULL where it was read.
 *  errors   IO, NOMEM. */
ky_rc ky_report_table_end(ky_report *r, size_t lines, size_t records, const char *refused,
                          ky_err *err);

/* Of the present table, or of the last one that ended. */
size_t ky_report_repairs(const ky_report *r);
size_t ky_report_doubts(const ky_report *r);

/* The first failure to write so far: reading on is of no use then. Errors IO, NOMEM. */
ky_rc ky_report_check(const ky_report *r, ky_err *err);

/* Finish the JSON and flush everything. Errors IO, NOMEM. */
ky_rc ky_report_close(ky_report *r, ky_err *err);

#endif
