/* The JSON report: {"tables": [{"file", "lines", "records", "repairs": […], "doubts": […]}]},
 * one finding a line. For report.c. */
#ifndef KY_INDEXER_REPORT_JSON_H
#define KY_INDEXER_REPORT_JSON_H

#include "report.h"

typedef struct ky_report_json ky_report_json;

/* Errors IO, NOMEM. */
ky_rc ky_report_json_open(const char *path, ky_report_json **ret, ky_err *err);
void ky_report_json_free(ky_report_json *j);

void ky_report_json_add(ky_report_json *j, bool doubt, ky_place p, ky_str rule, ky_str found,
                        ky_str made);
void ky_report_json_table(ky_report_json *j, const char *file, size_t lines, size_t records,
                          const char *refused);

/* The first failure so far. */
ky_rc ky_report_json_check(const ky_report_json *j, ky_err *err);

/* End the document and close the file; then, or before it, the first failure. */
ky_rc ky_report_json_close(ky_report_json *j, ky_err *err);

#endif
