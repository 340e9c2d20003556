"""Learn what votes and decisions tell of who votes, then propose anew on the cases that are open."""

from __future__ import annotations

from typing import Any

from annotator.jobs.work import Work, does
from annotator.models import Article, Project
from annotator.queries import cases
from annotator.services.review import crowds, reviewing


@does(crowds.KIND)
def learn(work: Work) -> dict[str, Any]:
    """Learn, and go through the articles with open cases; return how many proposals were made anew."""
    with work.store.writing() as session:
        project = session.get_one(Project, work.job.project_id)
        crowds.learn(session, project)
        articles = cases.articles_with_open(session, project)
    made = 0
    for number, article_id in enumerate(articles):
        work.tell(number, len(articles))
        with work.store.writing() as session:
            project = session.get_one(Project, work.job.project_id)
            made += reviewing.propose_anew(session, project, session.get_one(Article, article_id))
    work.tell(len(articles), len(articles))
    return {"proposals": made}
