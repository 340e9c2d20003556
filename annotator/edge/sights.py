"""Keep in the access chain what was shown of others' work; what cannot be kept is said in the log, and shown."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.edge.asking import actor, spend, writing
from annotator.errors import Busy, StorageFull
from annotator.models import Article, Layer, Project
from annotator.queries import layers as queries
from annotator.queries import proof
from annotator.services.corpus import exporting
from annotator.services.proof import access

LOG = logging.getLogger(__name__)


def seen(opened: Session, article: Article, layers: Sequence[Layer] | None = None) -> None:
    """Note that the asker is shown these layers of the article, or all that they may see."""
    who = actor()
    shown = queries.of_article(opened, who, article) if layers is None else layers
    new = access.unseen(opened, who, article, shown)
    if new:
        acts = proof.acts_of(opened, opened.get_one(Project, article.project_id))
        _keep(partial(access.note_view, article=article, layers=new, acts=acts), article.project_id)


def seen_in(opened: Session, article_ids: Iterable[int]) -> None:
    """Note that the asker is shown readings from all layers of these articles."""
    wanted = sorted(set(article_ids))
    for article in opened.scalars(select(Article).where(Article.id.in_(wanted)).order_by(Article.id)):
        seen(opened, article)


def taken(opened: Session, project: Project, *, layers: str, name: str) -> None:
    """Note that the asker takes the corpus, with these layers, in this format; raises TooMany."""
    with _if_it_can_be_kept():
        spend("export")
    without = sorted(exporting.blind_on(opened, actor(), project))
    about = {"layers": layers, "format": name, "without": without}
    acts = proof.acts_of(opened, project)
    _keep(partial(access.record, action="export", about=about, acts=acts), project.id)


def _keep(act: partial[None], project_id: int) -> None:
    """Write it in a transaction of its own; reads go on when the store takes no writes."""
    with _if_it_can_be_kept(), writing() as session:
        act(session, actor(), session.get_one(Project, project_id))


@contextmanager
def _if_it_can_be_kept() -> Iterator[None]:
    try:
        yield
    except (Busy, StorageFull) as error:
        LOG.warning("an access could not be kept: %s", error.code)
