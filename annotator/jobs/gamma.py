"""γ of the articles of a project, one after the other; each is kept as soon as it is known."""

from __future__ import annotations

from typing import Any

from annotator.jobs.work import Work, does
from annotator.models import Project
from annotator.queries import computed
from annotator.services.agreement import gamma as measuring_gamma

KIND = "gamma"


@does(KIND)
def compute(work: Work) -> dict[str, Any]:
    """Compute what is not known yet; return how many articles that was."""
    with work.store.reading() as session:
        project = session.get_one(Project, work.job.project_id)
        layers = tuple(work.arguments["layers"])
        missing = measuring_gamma.missing(session, work.actor(session), project, layers)
    for number, (key, text) in enumerate(missing.items()):
        work.tell(number, len(missing))
        body = measuring_gamma.compute(text)
        with work.store.writing() as session:
            computed.keep(session, {key: body})
    work.tell(len(missing), len(missing))
    return {"articles": len(missing)}
