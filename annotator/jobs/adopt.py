"""Take imported layers as readings, article by article."""

from __future__ import annotations

from typing import Any

from annotator.jobs.work import Work, does
from annotator.models import Article, Project
from annotator.services.review import adopting


@does(adopting.KIND)
def adopt(work: Work) -> dict[str, Any]:
    """Go through the articles with such layers; return how many there were, and how many layers were left."""
    whose = work.arguments["layers"]
    with work.store.reading() as session:
        articles = adopting.articles_with(session, session.get_one(Project, work.job.project_id), whose)
    left = 0
    for number, article_id in enumerate(articles):
        work.tell(number, len(articles))
        with work.store.writing() as session:
            project = session.get_one(Project, work.job.project_id)
            article = session.get_one(Article, article_id, with_for_update=True)
            left += adopting.adopt(session, work.actor(session), project, article, whose)
    work.tell(len(articles), len(articles))
    return {"articles": len(articles), "left": left}
