#include "places.h"

place published;
place parks;

int places_setup(void **state)
{
    (void) state;
    place_make(&published, table_published);
    place_make(&parks, table_parks);
    return 0;
}

int places_teardown(void **state)
{
    (void) state;
    place_fini(&published);
    place_fini(&parks);
    model_close();
    return 0;
}
