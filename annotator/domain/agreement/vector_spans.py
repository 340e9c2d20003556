"""The measures over spans that a vector can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotator.domain.agreement.alpha_u import alpha_u
from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.bootstrap import resample, resample_all
from annotator.domain.agreement.characters import char_alpha, characters
from annotator.domain.agreement.gamma import gamma, gamma_replay
from annotator.domain.agreement.gamma_alignment import best_alignment
from annotator.domain.agreement.gamma_units import Units, read_layers
from annotator.domain.agreement.merging import merge_majority
from annotator.domain.agreement.reasons import Figure
from annotator.domain.agreement.relation_f1 import relation_f1
from annotator.domain.agreement.span_f1 import partial_f1, span_f1
from annotator.domain.agreement.u_alpha import u_alpha
from annotator.domain.agreement.vector_cases import answer_cases, config_of
from annotator.domain.agreement.vector_inputs import Given, articles, layers, readings

Answer = dict[str, Any]
VECTOR_DRAWS = 20_000
VECTOR_PRECISION = 0.02


def _span_f1(given: Given, _: Given) -> Answer:
    return _figures(span_f1(readings(given["a"]), readings(given["b"]))._asdict())


def _partial_f1(given: Given, _: Given) -> Answer:
    return _figures(partial_f1(readings(given["pred"]), readings(given["gold"]))._asdict())


def _relation_f1(given: Given, _: Given) -> Answer:
    ones, others = ([(link["src"], link["dst"], link["type"]) for link in given[side]] for side in "ab")
    found = relation_f1(ones, others, dict(given["span_matching"]))
    return _figures(
        {
            "labelled_f1": found.labelled,
            "unlabelled_f1": found.unlabelled,
            "labelled_f1_given_spans": found.labelled_given_spans,
        }
    )


def _u_alpha(given: Given, _: Given) -> Answer:
    found = u_alpha(layers(given), given["length"])
    return {
        "u_nominal": found.u.value,
        "u_binary": found.binary.value,
        "cu_nominal": found.cu.value,
        "k": _values(found.per_value),
        "coverage": _values(found.coverage),
        "reason": found.reason,
    }


def _alpha_u(given: Given, _: Given) -> Answer:
    found = alpha_u(layers(given), given["length"], given.get("begin", 0))
    per_category = {
        tag: {"Do": of.observed, "De": of.expected, "alpha": of.alpha.value} for tag, of in found.per_tag.items()
    }
    return {"alpha": found.alpha.value, "per_category": per_category, "reason": found.alpha.reason}


def _char_alpha(given: Given, _: Given) -> Answer:
    article = Article("", given["length"], layers(given))
    labels = given.get("labels") or sorted({span["label"] for span in given["spans"]})
    counted = characters([article], labels)
    found = {label: char_alpha(counted, label)._asdict() for label in labels}
    return {**found, "reason": next((one["reason"] for one in found.values() if one["reason"]), None)}


def _char_alpha_pooled(given: Given, _: Given) -> Answer:
    return char_alpha(characters(articles(given), [given["label"]]), given["label"])._asdict()


def _bootstrap(given: Given, params: Given) -> Answer:
    sums = characters(articles(given), [given["label"]]).sums(given["label"])
    if params.get("mode", "exhaustive") == "exhaustive":
        return resample_all(sums)._asdict()
    draws = params.get("n_resamples") or params.get("draws") or VECTOR_DRAWS
    return resample(sums, draws=draws, seed=params.get("seed", 0))._asdict()


def _dissimilarity(given: Given, _: Given) -> Answer:
    found = [_pair(*pair) for pair in given["pairs"]]
    return {
        "positional": [place for place, _ in found],
        "categorical": [tag for _, tag in found],
    }


def _pair(one: list[Any], other: list[Any]) -> tuple[float, float]:
    ones, others = (
        [{"annotator": name, "start": start, "end": end, "label": label}]
        for name, (start, end, label) in (("a", one), ("b", other))
    )
    units = _units({"annotators": ["a", "b"], "spans": ones + others})
    mine, theirs = units.owner.argsort()[:1], units.owner.argsort()[1:]
    return float(units.positional(mine, theirs)[0]), float(units.categorical(mine, theirs)[0])


def _best_alignment(given: Given, params: Given) -> Answer:
    return {"disorder": best_alignment(_units(given), config_of(params)).disorder}


def _gamma(given: Given, params: Given) -> Answer:
    precision = params.get("precision", VECTOR_PRECISION)
    found = gamma(_units(given), config_of(params), seed=params.get("seed", 0), precision=precision)
    return {
        "disorder": found.disorder,
        "gamma": found.gamma.value,
        "gamma_cat": found.cat.value,
        "gamma_k": _values(found.per_tag),
        "reason": found.gamma.reason,
    }


def _gamma_replay(given: Given, params: Given) -> Answer:
    people = given["annotators"]
    texts = [_units({"annotators": people, "spans": spans}) for spans in given["random_continua"]]
    found = gamma_replay(_units(given), texts, config_of(params))
    return {
        "observed_disorder": found.disorder,
        "sample_disorders": list(found.samples),
        "expected_disorder": found.expected,
        "gamma": found.gamma.value,
        "gamma_cat": found.cat.value,
        "reason": found.gamma.reason,
    }


def _merge(given: Given, params: Given) -> Answer:
    found = merge_majority(layers(given), params.get("quorum"))
    merged = [{"start": one.start, "end": one.end, "label": one.tag, "support": one.support} for one in found]
    return {"merged": merged}


def _units(given: Given) -> Units:
    return read_layers(layers(given))


def _values(figures: dict[str, Figure]) -> dict[str, float | None]:
    return {name: figure.value for name, figure in figures.items()}


def _figures(figures: dict[str, Figure]) -> Answer:
    reason = next((figure.reason for figure in figures.values() if figure.reason), None)
    return {**_values(figures), "reason": reason}


MEASURES: dict[str, Callable[[Given, Given], Answer]] = {
    "krippendorff_alpha_u_2004": _alpha_u,
    "ualpha_family_2016": _u_alpha,
    "char_alpha_per_label": _char_alpha,
    "char_alpha_pooled": _char_alpha_pooled,
    "bootstrap_alpha_by_article": _bootstrap,
    "gamma_dissimilarity": _dissimilarity,
    "gamma_best_alignment": _best_alignment,
    "gamma_replay": _gamma_replay,
    "gamma": _gamma,
    "span_f1_pair": _span_f1,
    "ptc_partial_f1": _partial_f1,
    "relation_f1": _relation_f1,
    "disagreement_cases": answer_cases,
    "merge_majority_chars": _merge,
}
"""The functions by the name that vectors use."""
