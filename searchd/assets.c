#include "assets.h"

#include <stdlib.h>

#include "asset_table.h"

static int compare(const void *path, const void *row)
{
    return ky_str_cmp(*(const ky_str *) path, ky_str_of(((const asset *) row)->path));
}

const asset *asset_find(ky_str path)
{
    return bsearch(&path, kyodo_assets, kyodo_n_assets, sizeof *kyodo_assets, compare);
}
