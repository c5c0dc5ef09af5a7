/* Commas that part the thousands of a number, folded to nothing: 12,000 is 12000. */
#ifndef KY_JA_GROUPING_H
#define KY_JA_GROUPING_H

#include "marks.h"

/* Leave out the commas of each number that begins with one to three digits, no 0 before others, and
 * goes on with a comma and three digits, once or more. Whatever has other digits or another comma
 * and digits around it is no such number: 1,5 and 3,14159 and 2,100,3 stay.
 *  cost   linear. */
void ja_fold_grouping(ja_folded *text);

#endif
