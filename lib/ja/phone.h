/* Brackets round the area or the exchange of a phone number, folded to dashes: 042(387)9818 is
 * 042-387-9818. */
#ifndef KY_JA_PHONE_H
#define KY_JA_PHONE_H

#include "marks.h"

/* Fold the brackets of 042(387)9818, and the closing one of (042)387-9818: of numbers of ten or
 * eleven digits that begin with 0 and end with four behind the last border, as no others do.
 *  text  folded in place; its dashes are folded before.
 *  cost  linear. */
void ja_fold_phone(ja_folded *text);

#endif
