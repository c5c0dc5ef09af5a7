/* The table that web/ generates: sorted by the bytes of the path. */
#ifndef SEARCHD_ASSET_TABLE_H
#define SEARCHD_ASSET_TABLE_H

#include "assets.h"

extern const asset kyodo_assets[];
extern const size_t kyodo_n_assets;

#endif
