/* Pages of the bundled table, from a request to its reply without the network. Whatever fails here
 * ends the test. */
#ifndef TESTS_SEARCHD_ASKING_H
#define TESTS_SEARCHD_ASKING_H

#include "index.h"
#include "responder.h"

/* Of a request; NULL: not sent. */
typedef struct header_fields {
    const char *accept;
    const char *language;
    const char *encoding;
} header_fields;

extern const header_fields browser; /* that of somebody who reads Japanese */

/* Between asking_up() and asking_down(). */
extern place bundled;
extern service shared;

void asking_up(void);
void asking_down(void);

/* The reply for a target; to be ended with reply_fini(). */
reply ask_as(place *p, const char *target, header_fields h);

/* The same for a browser; it is a page. */
reply ask_page(place *p, const char *target);

/* The first number in a text. */
long number_in(const char *text);

/* What the status of the page at href says; 0 where it says none. */
long total_at(place *p, const char *href);

#endif
