#include "pages/page_error.h"

#include "base/mem.h"
#include "pages/page.h"

void page_error(responder *r, const target *t, reply *out)
{
    KY_CLEANUP(page_fini) page p = {0};
    KY_CLEANUP(reply_fini) reply made = {0};
    const link_to self = {.path = "/"};
    ky_err err;
    if (r->service->pages == NULL || page_begin(&p, r, t, &err) != KY_OK ||
        page_set(&p, "status", json_integer(out->status)) != KY_OK ||
        page_finish(&p, "error", &self, out->status, &made) != KY_OK)
        return;
    reply_fini(out);
    *out = made;
    made = (reply){0};
}
