"""Label Studio's minimal JSON, a row for each annotation, spelled out as the tasks of its full JSON."""

from __future__ import annotations

from typing import Any

from exports.labelstudio.results import REGIONS

Json = dict[str, Any]

_ABOUT = frozenset({"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement"})


def spelled_out(task: Json) -> Json:
    """Return the task whose keys were flattened into one object; one that has its `data` as it is."""
    if "data" in task or "annotation_id" not in task:
        return task
    found = {name: value for name, value in task.items() if _are_regions(value)}
    regions = [(kind, one) for value in found.values() for one in value for kind in REGIONS if kind in one]
    results = [{"id": f"region-{n}", "type": kind, "value": one} for n, (kind, one) in enumerate(regions, 1)]
    data = {name: value for name, value in task.items() if name not in _ABOUT and name not in found}
    annotation = {"completed_by": task.get("annotator"), "result": results}
    return {"id": task.get("id"), "data": data, "annotations": [annotation]}


def _are_regions(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) and "start" in one for one in value)
