#include "dictionary.h"

#include "base/exe.h"
#include "program.h"

static ky_rc open_model(const ky_opts *o, ja_model **ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf beside = {0};
    const char *data = ky_opt_text(o, "data");
    if (data == NULL) {
        ky_rc rc = ky_exe_datadir(&beside, err);
        if (rc != KY_OK)
            return rc;
        data = beside.p;
    }
    return ja_model_open(ky_opt_text(o, "dictionary"), data, ret, err);
}

ky_rc ky_dictionary_open(const ky_opts *o, ja_model **ret)
{
    ky_err err;
    ky_rc rc = open_model(o, ret, &err);
    if (rc != KY_OK)
        ky_complain("%s", err.msg);
    return rc;
}
