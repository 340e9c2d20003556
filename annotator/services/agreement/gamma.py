"""γ of a project: of each article for itself, kept by its content, and pooled by how many units it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.agreement.articles import of_people
from annotator.domain.agreement.gamma import PRECISION, Pair, against, gamma
from annotator.domain.agreement.gamma_samples import SAMPLER
from annotator.domain.agreement.gamma_units import Config, read_layers
from annotator.domain.agreement.reasons import NOT_COMPUTED, TOO_MANY_CANDIDATES, Figure
from annotator.domain.cases.readings import Reading
from annotator.models import Job, Project
from annotator.permissions import Actor
from annotator.queries import computed, jobs
from annotator.records.agreement import figures_record
from annotator.services import working
from annotator.services.agreement.choice import Asked, choose, shared_articles
from annotator.services.review.aligning import Alignments, align
from exports.canonical import digest

ALGORITHM = "gamma/2"
SEED = 0
CONFIG = Config()

Record = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """What γ of one article is computed from: its layers, its length, and what a point counts for."""

    layers: Mapping[str, Sequence[Reading]]
    length: int
    point_length: float


def ask(session: Session, actor: Actor, project: Project, layers: tuple[str, ...] = ()) -> Job:
    """Queue the computing of what is not known yet; raises Refused for whom agreement is not for."""
    choose(session, actor, project, Asked(layers=layers))
    return working.ask_for(session, actor, project, "gamma", _arguments(actor, project, layers))


def key_of(actor: Actor, project: Project) -> str:
    """Return the key of the work that the actor asks for and may know of."""
    return working.key_of("gamma", project, _arguments(actor, project, ()))


def _arguments(actor: Actor, project: Project, layers: tuple[str, ...]) -> Record:
    """Say what to compute; of whoever annotates blind for themselves, since how much it is counts others' work."""
    blind = {"by": actor.account_id} if project.id in actor.blinded else {}
    return {"layers": list(layers), **blind}


def missing(session: Session, actor: Actor, project: Project, layers: tuple[str, ...]) -> dict[str, Text]:
    """Return the articles whose γ is not known yet, by the key under which it is kept."""
    chosen = choose(session, actor, project, Asked(layers=layers))
    texts = texts_of(align(session, project, shared_articles(chosen.rows)), chosen.people)
    there = computed.find(session, texts)
    return {key: text for key, text in texts.items() if key not in there}


def compute(text: Text) -> Record:
    """Return the observed and expected disorders of one article, of all tags and of each alone."""
    found = {"all": _disorders(text.layers, text)}
    for tag in sorted({one.tag for layer in text.layers.values() for one in layer}):
        alone = {name: [one for one in layer if one.tag == tag] for name, layer in text.layers.items()}
        found[tag] = _disorders(alone, text)
    return found


def pooled(session: Session, actor: Actor, project: Project, found: Alignments, people: Collection[str]) -> Record:
    """Return γ, γ-cat and γ-k over the articles where they are known, and how to have the others computed."""
    texts = texts_of(found, people)
    there = computed.find(session, texts)
    sums: dict[str, list[tuple[float, float]]] = defaultdict(list)
    samples = 0
    for body in there.values():
        for tag, part in body.items():
            for name, (observed, expected) in part["disorders"].items():
                if observed is not None and expected is not None:
                    sums[f"{tag} {name}"].append((part["weight"] * observed, part["weight"] * expected))
        samples += body["all"]["samples"]
    tags = sorted({name.split(" k ")[1] for name in sums if name.startswith("all k ")})
    job = jobs.last_of(session, key_of(actor, project))
    return {
        "configuration": _configuration(),
        "articles": len(there),
        "left": len(texts) - len(there),
        "samples": samples,
        "job": job.public_id if job is not None and job.account_id == actor.account_id else None,
        **figures_record({"gamma": _sum(sums["all gamma"]), "gamma_cat": _sum(sums["all cat"])}),
        "tags": {
            tag: figures_record({"gamma": _sum(sums[f"{tag} gamma"]), "gamma_k": _sum(sums[f"all k {tag}"])})
            for tag in tags
        },
    }


def texts_of(found: Alignments, people: Collection[str]) -> dict[str, Text]:
    """Return what γ of each article is computed from, by its key; people are told apart, not named."""
    texts: dict[str, Text] = {}
    for part, boundaries in found.parts:
        [article] = of_people([part.article], people)
        if len(article.layers) > 1:
            lengths = [after - before for before, after in pairwise(boundaries)]
            text = Text(article.layers, boundaries[-1] if boundaries else 0, float(median(lengths or [1])))
            texts[_key(text)] = text
    return texts


def _key(text: Text) -> str:
    layers = [
        sorted([one.tag, *(number for part in one.segments for number in astuple(part))] for one in layer)
        for _, layer in sorted(text.layers.items())
    ]
    given = [layers, text.length, str(text.point_length), str(astuple(CONFIG)), SEED, SAMPLER, str(PRECISION)]
    return f"{ALGORITHM} {digest(given)}"


def _disorders(layers: Mapping[str, Sequence[Reading]], text: Text) -> Record:
    units = read_layers(layers, point_length=text.point_length)
    found = gamma(units, CONFIG, seed=SEED, bounds=(0.0, float(text.length)))
    disorders: Mapping[str, Pair] = found.disorders
    return {
        "disorders": {name: list(pair) for name, pair in disorders.items()},
        "weight": found.weight,
        "samples": len(found.samples),
        "too_many": found.gamma.reason == TOO_MANY_CANDIDATES,
    }


def _sum(pairs: Iterable[tuple[float, float]]) -> Figure:
    found = list(pairs)
    if not found:
        return Figure(None, NOT_COMPUTED)
    return against(sum(one for one, _ in found), sum(one for _, one in found))


def _configuration() -> Record:
    return {
        "alpha": CONFIG.alpha,
        "beta": CONFIG.beta,
        "delta_empty": CONFIG.empty,
        "claim_rebuttal": 0.5,
        "sampler": SAMPLER,
        "seed": SEED,
        "precision": PRECISION,
        "pooled": "by units per annotator",
        "point_length": "median sentence",
    }
