#include "pages/page_kiosk.h"

#include "base/mem.h"
#include "pages/page.h"

ky_rc page_kiosk(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(page_fini) page p = {0};
    const config *c = r->service->config;
    const link_to self = {.path = "/kiosk"};
    ky_rc rc = page_begin(&p, r, t, err);
    if (rc == KY_OK)
        rc = page_set(&p, "idle", json_integer(c->kiosk_seconds));
    if (rc != KY_OK)
        return rc;
    if (p.lang == NULL)
        p.language = c->kiosk_language;
    return page_finish(&p, "kiosk", &self, 200, out);
}
