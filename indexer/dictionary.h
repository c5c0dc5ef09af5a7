/* The dictionary and the tables that the subcommands analyse with. */
#ifndef KY_INDEXER_DICTIONARY_H
#define KY_INDEXER_DICTIONARY_H

#include "base/opt.h"
#include "ja/analyser.h"

/* The options that choose them; for the tables of subcommands. */
#define KY_OPTS_DICTIONARY                                                                         \
    {.name = "dictionary",                                                                         \
     .kind = KY_OPT_TEXT,                                                                          \
     .argument = "DIR",                                                                            \
     .help = "MeCab's IPADIC, compiled in UTF-8",                                                  \
     .dflt = KYODO_MECAB_DICDIR},                                                                  \
    {                                                                                              \
        .name = "data", .kind = KY_OPT_TEXT, .argument = "DIR",                                    \
        .help = "the folder with kyodo.dic and the tables",                                        \
        .dflt_help = "share/kyodo beside the program's bin"                                        \
    }

/* Open what the options say. A failure has been complained about. */
ky_rc ky_dictionary_open(const ky_opts *o, ja_model **ret);

#endif
