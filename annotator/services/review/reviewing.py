"""Compare the layers that were handed in, and keep the cases and the gold in step with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.cases import CaseDraft, Link, Reading, find_cases, proposal, still_stands
from annotator.domain.cases.advice import advise_on_links, advise_on_verdicts
from annotator.domain.cases.lots import lot
from annotator.domain.cases.queue import weight
from annotator.domain.cases.verdicts import VERDICT
from annotator.models import Article, Case, Layer, Project
from annotator.permissions import OPERATOR, Actor
from annotator.queries import assignments, cases
from annotator.records.readings import links_of, readings_of
from annotator.services.proof.history import Act
from annotator.services.review import crowds, gold, gold_links, proposing, settling
from annotator.text.language import sentences

FEWEST_FOR_AGREEMENT = 2
RELATION = "relation"


def ready(session: Session, article: Article) -> bool:
    """Tell whether everybody who annotates the article has handed it in, and somebody does."""
    layers = layers_compared(session, article)
    return bool(layers) and all(map(is_finished, layers))


def is_finished(layer: Layer) -> bool:
    """Tell whether the layer was handed in; one that came and is compared is finished, whatever it lacks."""
    return layer.compared or layer.state != "open"


def layers_compared(session: Session, article: Article) -> Sequence[Layer]:
    """Return the layers of those who annotate the article now, and imported ones taken as readings."""
    people = [row.account_id for row in assignments.of_article(session, article)]
    whose = or_(Layer.account_id.in_(people), Layer.compared.is_(True))
    query = select(Layer).where(Layer.article_id == article.id, whose)
    return session.scalars(query.order_by(Layer.name)).all()


def compare(session: Session, project: Project, article: Article) -> None:
    """Make the cases anew when all layers are in; cases whose readings did not change stay as they are.

    What all agree on becomes gold at once, as an automatic decision, where nothing is missing for gold. An
    article that trains, tests or controls by its gold makes no cases, nor one that came with its gold.
    """
    if article.purpose is not None or not ready(session, article) or gold.came_along(session, article):
        return
    layers = layers_compared(session, article)
    found = find(session, project, article, layers)
    act = Act(session, OPERATOR, "case:compare", project)
    fresh = _keep_in_step(session, project, article, found, act)
    if act.touched:
        act.record()
    proposing.propose(
        session, project, article, fresh, proposing.material_of(found.readings.values(), found.links)
    )
    crowds.learn_when_due(session, project, [case.id for case in fresh])
    made = gold.find(session, article)
    frozen = made is not None and made.state == "released"
    if not frozen and len(layers) >= FEWEST_FOR_AGREEMENT:
        for case in fresh:
            _accept(session, project, article, case, found)
        _relink(session, project, article)
    refresh_gold(session, project, article)


def _relink(session: Session, project: Project, article: Article) -> None:
    """Bring the relations of the gold in step with links whose case is gone, or is one only now."""
    act = Act(session, OPERATOR, "gold:relate", project)
    gold.set_relations(session, article, gold_links.wanted(session, article), act)
    if act.touched:
        act.record()


def propose_anew(session: Session, project: Project, article: Article) -> int:
    """Propose again on the open cases of the article, by what is known now; return how many changed."""
    layers = layers_compared(session, article)
    wanted = [case for case in cases.of_article(session, article) if case.state == "open"]
    material = proposing.material_of(readings_of(session, project, layers), links_of(session, layers))
    return proposing.propose(session, project, article, wanted, material)


def _accept(session: Session, project: Project, article: Article, case: Case, found: Comparison) -> None:
    """Decide by rule what all agree on, and trivial boundaries where the project says so."""
    if case.state != "open":
        return
    if case.kinds == ["agree"]:
        settling.accept_automatically(session, project, article, case)
    elif project.auto_trivial and case.trivial and case.kinds == ["boundary"]:
        draft = next(one for one in found.drafts if one.inputs_sha256 == case.inputs_sha256)
        chosen = proposal(found.of(draft), len(found.layers)).id
        settling.accept_automatically(session, project, article, case, chosen=chosen)


@dataclass(frozen=True)
class Comparison:
    """The layers compared, their readings by id, and the cases they make."""

    layers: Sequence[Layer]
    readings: dict[str, Reading]
    drafts: list[CaseDraft]
    links: Sequence[Link]

    def of(self, draft: CaseDraft) -> list[Reading]:
        """Return the readings of a case, each of a person once."""
        ids = [member["id"] for member in draft.members if member["role"] != "duplicate"]
        return [self.readings[uuid] for uuid in ids if uuid in self.readings]

    def linked(self, draft: CaseDraft) -> set[str]:
        """Return what most say of the link: its type and its direction in the text; nothing for none."""
        places = [one.ids for one in self.drafts if one.primary not in (RELATION, VERDICT)]
        at = {uuid: number for number, ids in enumerate(places) for uuid in ids}
        links = [link for link in self.links if link.id in draft.ids]
        shapes = {link.id: f"{link.type} {at[link.start] < at[link.end]}" for link in links}
        return {shapes[uuid] for uuid in advise_on_links(links, shapes, draft.missing).proposed.ids}


def find(session: Session, project: Project, article: Article, layers: Sequence[Layer]) -> Comparison:
    """Return the cases that the layers make; points are compared by the sentence they stand at."""
    readings = readings_of(session, project, layers)
    points = any(reading.kind == "point" for reading in readings)
    starts = [*_sentence_starts(article), len(article.text)] if points else []
    names = [layer.name for layer in layers]
    links = links_of(session, layers)
    drafts = find_cases(readings, names, links=links, text=article.text, boundaries=starts)
    return Comparison(layers, {reading.id: reading for reading in readings}, drafts, links)


def _sentence_starts(article: Article) -> list[int]:
    return [start for start, _ in sentences(article.text, article.language)]


def open_again(session: Session, actor: Actor, project: Project, article: Article, case: Case) -> None:
    """Put a case whose decision was taken back among the open ones."""
    case.state = "open"
    act = Act(session, actor, "case:reopen", project)
    act.touch(case, article=article)
    act.record()
    refresh_gold(session, project, article)


def refresh_gold(session: Session, project: Project, article: Article) -> None:
    """Say of the gold whether it is adjudicated: all in, no case open, nothing missing; as it came, it stays."""
    if article.purpose is not None or gold.came_along(session, article):
        return
    done = ready(session, article) and all(case.state == "decided" for case in cases.of_article(session, article))
    gold.set_state(session, project, article, done=done)


def _keep_in_step(session: Session, project: Project, article: Article, found: Comparison, act: Act) -> list[Case]:
    """Match drafts with the cases there are, by their readings; return those that are new or changed."""
    left = {case.id: case for case in cases.of_article(session, article)}
    earlier = _earlier(session, project, article, found, list(left.values()))
    fresh: list[Case] = []
    for draft in found.drafts:
        case = _counterpart(list(left.values()), draft)
        if case is not None:
            del left[case.id]
        if case is None or case.inputs_sha256 != draft.inputs_sha256:
            stands = case is not None and case.state == "decided" and _stands(session, case, draft, found, earlier)
            fresh.append(_store(session, article, draft, case, state="decided" if stands else "open"))
            _weigh(fresh[-1], draft, found)
    for case in left.values():
        settling.void(session, article, case, act)
    session.flush()
    for case in fresh:
        act.touch(case, article=article)
    return fresh


def _earlier(
    session: Session, project: Project, article: Article, found: Comparison, there: Sequence[Case]
) -> Comparison | None:
    """Return what the layers compared before would make now, when others came or went; None when none did."""
    before = {name for case in there for name in (*(m["layer"] for m in case.members), *case.missing)}
    if not before or before == {layer.name for layer in found.layers}:
        return None
    query = select(Layer).where(Layer.article_id == article.id, Layer.name.in_(before)).order_by(Layer.name)
    return find(session, project, article, session.scalars(query).all())


def _stands(session: Session, case: Case, draft: CaseDraft, found: Comparison, earlier: Comparison | None) -> bool:
    """Tell whether what it was decided on is as it was, and who came or went changes no proposal."""
    if earlier is None:
        return False
    before = next((one for one in earlier.drafts if one.inputs_sha256 == case.inputs_sha256), None)
    if before is None:
        return False
    if case.primary == RELATION:
        return earlier.linked(before) == found.linked(draft)
    if case.primary == VERDICT:
        made = [advise_on_verdicts(readings).proposed.tag for readings in (earlier.of(before), found.of(draft))]
        return made[0] == made[1]
    decision = cases.last_decision(session, case)
    taken = ((decision.body["chosen"] if decision else None) or {}).get("annotations", [])
    people = len(earlier.layers), len(found.layers)
    return still_stands(earlier.of(before), people[0], found.of(draft), people[1], taken)


def _counterpart(there: Sequence[Case], draft: CaseDraft) -> Case | None:
    """Return the case that shares the most readings with the draft; verdicts are cases of their own."""
    alike = [case for case in there if (case.primary == VERDICT) == (draft.primary == VERDICT)]
    shared = [(len(draft.ids & {member["id"] for member in case.members}), case) for case in alike]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _weigh(case: Case, draft: CaseDraft, found: Comparison) -> None:
    """Say what the case is about, and how much its decision is worth, for the queue."""
    readings = found.of(draft)
    hanging = sum(link.start in draft.ids or link.end in draft.ids for link in found.links)
    case.tags = " ".join(sorted({reading.tag for reading in readings}))
    case.weight = weight(draft.primary, readings, len(found.layers), hanging=hanging)


def _store(session: Session, article: Article, draft: CaseDraft, case: Case | None, *, state: str) -> Case:
    if case is None:
        case = Case(public_id=clock.new_id(), article_id=article.id, version=0)
        case.lot = lot(session.get_one(Project, article.project_id).slug, case.public_id)
        session.add(case)
    case.version += 1
    case.state = state
    case.start, case.end = draft.start, draft.end
    case.kinds, case.primary = list(draft.kinds), draft.primary
    case.members, case.missing = list(draft.members), list(draft.missing)
    case.trivial = draft.trivial
    case.inputs_sha256 = draft.inputs_sha256
    return case
