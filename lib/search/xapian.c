#include "xapian.h"

static ky_rc code_of(xapc_status status)
{
    switch (status) {
    case XAPC_OK:
        return KY_OK;
    case XAPC_NOMEM:
        return KY_E_NOMEM;
    case XAPC_NOT_FOUND:
        return KY_E_NOT_FOUND;
    case XAPC_LOCKED:
        return KY_E_LOCKED;
    case XAPC_CORRUPT:
    case XAPC_VERSION:
        return KY_E_CORRUPT;
    case XAPC_MODIFIED:
        return KY_E_STALE;
    case XAPC_TIMEOUT:
        return KY_E_TIMEOUT;
    case XAPC_IO:
    case XAPC_NETWORK:
    case XAPC_CREATE:
        return KY_E_IO;
    default:
        return KY_E_INTERNAL;
    }
}

ky_rc ky_xapian_rc(xapc_status status, const xapc_error *from, ky_err *err)
{
    if (status == XAPC_OK)
        return KY_OK;
    return ky_fail(err, code_of(status), "%s", from->message);
}

ky_rc ky_in_time(uint64_t deadline_us, ky_err *err)
{
    uint64_t now = 0;
    if (deadline_us == 0 || xapc_clock_us(&now, NULL) != XAPC_OK || now <= deadline_us)
        return KY_OK;
    return ky_fail(err, KY_E_TIMEOUT, "the time limit of the question has passed");
}
