// SPDX-License-Identifier: GPL-2.0-or-later
#include "weighting.hpp"

#include <cmath>
#include <cstring>
#include <string>

#include "guard.hpp"

namespace
{

using weight_ptr = std::unique_ptr<Xapian::Weight>;

// Xapian silently moves some parameters into range and lets NaN pass; we refuse both.
double at_least_0(double value, const char *what)
{
    xapc::require(std::isfinite(value) && value >= 0.0, what);
    return value;
}

double above_0(double value, const char *what)
{
    xapc::require(std::isfinite(value) && value > 0.0, what);
    return value;
}

weight_ptr make_bm25(const xapc_weighting &weighting, bool plus)
{
    const auto &p = weighting.with.bm25;
    at_least_0(p.k1, "bm25.k1 is not 0 or more");
    at_least_0(p.k2, "bm25.k2 is not 0 or more");
    at_least_0(p.k3, "bm25.k3 is not 0 or more");
    at_least_0(p.b, "bm25.b is not in 0..1");
    xapc::require(p.b <= 1.0, "bm25.b is not in 0..1");
    at_least_0(p.min_normlen, "bm25.min_normlen is not 0 or more");
    if (!plus)
        return std::make_unique<Xapian::BM25Weight>(p.k1, p.k2, p.k3, p.b, p.min_normlen);
    at_least_0(p.delta, "bm25.delta is not 0 or more");
    return std::make_unique<Xapian::BM25PlusWeight>(p.k1, p.k2, p.k3, p.b, p.min_normlen, p.delta);
}

weight_ptr make_tfidf(const xapc_weighting &weighting)
{
    const char *letters = weighting.with.tfidf.normalizations;
    xapc::require(memchr(letters, '\0', 4) == letters + 3,
                  "tfidf.normalizations are not three letters");
    return std::make_unique<Xapian::TfIdfWeight>(letters);
}

template <typename Weight>
weight_ptr make_dfr(const xapc_weighting &weighting)
{
    return std::make_unique<Weight>(above_0(weighting.with.dfr.c, "dfr.c is not above 0"));
}

weight_ptr make_pl2plus(const xapc_weighting &weighting)
{
    const auto &p = weighting.with.dfr;
    return std::make_unique<Xapian::PL2PlusWeight>(above_0(p.c, "dfr.c is not above 0"),
                                                   above_0(p.delta, "dfr.delta is not above 0"));
}

void require_smoothing(xapc_smoothing smoothing)
{
    xapc::require(smoothing >= XAPC_SMOOTHING_TWO_STAGE &&
                      smoothing <= XAPC_SMOOTHING_DIRICHLET_PLUS,
                  "no such smoothing");
}

weight_ptr make_lm(const xapc_weighting &weighting)
{
    const auto &p = weighting.with.lm;
    require_smoothing(p.smoothing);
    at_least_0(p.log, "lm.log is not 0 or more");
    at_least_0(p.smoothing1, "lm.smoothing1 is not 0 or more");
    at_least_0(p.smoothing2, "lm.smoothing2 is not 0 or more");
    static_assert(
        XAPC_SMOOTHING_TWO_STAGE == int(Xapian::Weight::TWO_STAGE_SMOOTHING) &&
            XAPC_SMOOTHING_DIRICHLET == int(Xapian::Weight::DIRICHLET_SMOOTHING) &&
            XAPC_SMOOTHING_ABSOLUTE_DISCOUNT == int(Xapian::Weight::ABSOLUTE_DISCOUNT_SMOOTHING) &&
            XAPC_SMOOTHING_JELINEK_MERCER == int(Xapian::Weight::JELINEK_MERCER_SMOOTHING) &&
            XAPC_SMOOTHING_DIRICHLET_PLUS == int(Xapian::Weight::DIRICHLET_PLUS_SMOOTHING),
        "our numbers are Xapian's");
    const auto smoothing = static_cast<Xapian::Weight::type_smoothing>(p.smoothing);
    return std::make_unique<Xapian::LMWeight>(p.log, smoothing, p.smoothing1, p.smoothing2);
}

void set_lm_defaults(xapc_smoothing smoothing, xapc_weighting &weighting)
{
    const bool dirichlet =
        smoothing == XAPC_SMOOTHING_DIRICHLET || smoothing == XAPC_SMOOTHING_DIRICHLET_PLUS;
    weighting.scheme = XAPC_SCHEME_LM;
    weighting.with.lm = {smoothing, 0.0, dirichlet ? 2000.0 : 0.7,
                         smoothing == XAPC_SMOOTHING_DIRICHLET_PLUS ? 0.05 : 2000.0};
}

} // namespace

namespace xapc
{

std::unique_ptr<Xapian::Weight> make_weight(const xapc_weighting &weighting)
{
    switch (weighting.scheme) {
    case XAPC_SCHEME_DEFAULT:
        return std::make_unique<Xapian::BM25Weight>();
    case XAPC_SCHEME_BM25:
        return make_bm25(weighting, false);
    case XAPC_SCHEME_BM25PLUS:
        return make_bm25(weighting, true);
    case XAPC_SCHEME_TRAD:
        return std::make_unique<Xapian::TradWeight>(
            at_least_0(weighting.with.trad.k, "trad.k is not 0 or more"));
    case XAPC_SCHEME_BOOL:
        return std::make_unique<Xapian::BoolWeight>();
    case XAPC_SCHEME_COORD:
        return std::make_unique<Xapian::CoordWeight>();
    case XAPC_SCHEME_TFIDF:
        return make_tfidf(weighting);
    case XAPC_SCHEME_INL2:
        return make_dfr<Xapian::InL2Weight>(weighting);
    case XAPC_SCHEME_IFB2:
        return make_dfr<Xapian::IfB2Weight>(weighting);
    case XAPC_SCHEME_INEB2:
        return make_dfr<Xapian::IneB2Weight>(weighting);
    case XAPC_SCHEME_BB2:
        return make_dfr<Xapian::BB2Weight>(weighting);
    case XAPC_SCHEME_PL2:
        return make_dfr<Xapian::PL2Weight>(weighting);
    case XAPC_SCHEME_PL2PLUS:
        return make_pl2plus(weighting);
    case XAPC_SCHEME_DLH:
        return std::make_unique<Xapian::DLHWeight>();
    case XAPC_SCHEME_DPH:
        return std::make_unique<Xapian::DPHWeight>();
    case XAPC_SCHEME_LM:
        return make_lm(weighting);
    }
    throw misuse{XAPC_INVALID, "no such weighting scheme"};
}

} // namespace xapc

xapc_status xapc_weighting_init(xapc_scheme scheme, xapc_weighting *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require(ret != nullptr, "there is no place for the result");
        xapc::require(scheme <= XAPC_SCHEME_LM, "no such weighting scheme");
        xapc_weighting made = {};
        made.scheme = scheme;
        if (scheme == XAPC_SCHEME_BM25 || scheme == XAPC_SCHEME_BM25PLUS)
            made.with.bm25 = {1.0, 0.0, 1.0, 0.5, 0.5, 1.0};
        else if (scheme == XAPC_SCHEME_TRAD)
            made.with.trad = {1.0};
        else if (scheme == XAPC_SCHEME_TFIDF)
            made.with.tfidf = {{'n', 't', 'n', '\0'}};
        else if (scheme == XAPC_SCHEME_LM)
            set_lm_defaults(XAPC_SMOOTHING_TWO_STAGE, made);
        else
            made.with.dfr = {1.0, 0.8};
        *ret = made;
    });
}

xapc_status xapc_weighting_init_lm(xapc_smoothing smoothing, xapc_weighting *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require(ret != nullptr, "there is no place for the result");
        require_smoothing(smoothing);
        xapc_weighting made = {};
        set_lm_defaults(smoothing, made);
        *ret = made;
    });
}
