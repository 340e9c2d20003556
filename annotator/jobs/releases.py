"""Make a release: frozen at its end or not at all, and harmless when it is begun again."""

from __future__ import annotations

from typing import Any

from annotator.jobs.work import Work, does
from annotator.models import Project
from annotator.services.release import releasing
from annotator.services.release.package.options import Options
from annotator.services.release.queueing import KIND


@does(KIND)
def make(work: Work) -> dict[str, Any]:
    """Build and freeze it; return its number and what deserves a look."""
    with work.store.reading() as session:
        slug = session.get_one(Project, work.job.project_id).slug
        actor = work.actor(session)
    version, options = work.arguments["version"], Options(work.arguments["options"])
    built = releasing.build(
        work.home, work.store, actor, slug, version, options, progress=work.tell, mark=work.job.public_id
    )
    return {"version": version, "fresh": built.fresh, "notes": [str(words) for words in built.warnings]}
