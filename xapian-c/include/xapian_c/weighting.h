/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Weighting schemes and their parameters. The formulas are those of Xapian 1.4's weight classes of
 * the same names. */
#ifndef XAPIAN_C_WEIGHTING_H
#define XAPIAN_C_WEIGHTING_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum xapc_scheme XAPC_UNSIGNED {
    XAPC_SCHEME_DEFAULT = 0,  /* BM25 with its defaults; parameters are not looked at */
    XAPC_SCHEME_BM25 = 1,     /* with.bm25 */
    XAPC_SCHEME_BM25PLUS = 2, /* with.bm25, delta too */
    XAPC_SCHEME_TRAD = 3,     /* with.trad */
    XAPC_SCHEME_BOOL = 4,     /* every weight 0 */
    XAPC_SCHEME_COORD = 5,    /* how many of the terms match */
    XAPC_SCHEME_TFIDF = 6,    /* with.tfidf */
    XAPC_SCHEME_INL2 = 7,     /* with.dfr.c, and so for IFB2, INEB2, BB2, PL2 */
    XAPC_SCHEME_IFB2 = 8,
    XAPC_SCHEME_INEB2 = 9,
    XAPC_SCHEME_BB2 = 10,
    XAPC_SCHEME_PL2 = 11,
    XAPC_SCHEME_PL2PLUS = 12, /* with.dfr, delta too */
    XAPC_SCHEME_DLH = 13,
    XAPC_SCHEME_DPH = 14,
    XAPC_SCHEME_LM = 15 /* with.lm */
} xapc_scheme;

typedef enum xapc_smoothing XAPC_UNSIGNED {
    XAPC_SMOOTHING_TWO_STAGE = 1,
    XAPC_SMOOTHING_DIRICHLET = 2,
    XAPC_SMOOTHING_ABSOLUTE_DISCOUNT = 3,
    XAPC_SMOOTHING_JELINEK_MERCER = 4,
    XAPC_SMOOTHING_DIRICHLET_PLUS = 5
} xapc_smoothing;

/* A scheme with its parameters; all zero is the default scheme. Defaults in brackets. Parameters
 * are checked when searching (INVALID). */
typedef struct xapc_weighting {
    xapc_scheme scheme;
    union {
        struct {
            double k1; /* weight of wdf [1]; >= 0 */
            double k2; /* weight of document length by itself [0]; >= 0 */
            double k3; /* weight of wqf [1]; >= 0 */
            double b;  /* influence of document length [0.5]; 0..1 */
            double
                min_normlen; /* documents shorter than this share of the average count so [0.5] */
            double delta;    /* BM25PLUS: least gain of an occurrence [1]; >= 0 */
        } bm25;
        struct {
            double k; /* influence of wdf and document length [1]; >= 0 */
        } trad;
        struct {
            /* wdf, idf and document normalisations: one of nbslL, one of ntpfs, n ["ntn"] */
            char normalizations[4];
        } tfidf;
        struct {
            double c;     /* normalisation of wdf to document length [1]; > 0 */
            double delta; /* PL2PLUS: lower bound of wdf [0.8]; > 0 */
        } dfr;
        struct {
            xapc_smoothing smoothing; /* [TWO_STAGE] */
            double log;               /* factor in the logarithm; 0: greatest document length [0] */
            double smoothing1;        /* [0.7; DIRICHLET and DIRICHLET_PLUS 2000]; >= 0 */
            double smoothing2;        /* TWO_STAGE [2000], DIRICHLET_PLUS [0.05]; >= 0 */
        } lm;
    } with;
} xapc_weighting;

/* Set a scheme with the defaults above; change what you like afterwards.
 *  errors   INVALID (no such scheme). */
XAPC_API xapc_status xapc_weighting_init(xapc_scheme scheme, xapc_weighting *ret, xapc_error *err);

/* The defaults of one way of smoothing.
 *  errors   INVALID (no such smoothing). */
XAPC_API xapc_status xapc_weighting_init_lm(xapc_smoothing smoothing, xapc_weighting *ret,
                                            xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
