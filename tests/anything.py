"""Any request that the description of the API allows, or nearly allows, sent by everybody: no 5xx, no breach."""

from __future__ import annotations

import copy
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core import NOT_SET
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.bodies import ENTITY, SOURCE, uid
from tests.functional.authorisation.asking import BODIES
from tests.world import World

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PEOPLE = ("man", "ann", "rev", "res", None)
PLACES: dict[str, list[str]] = {
    "slug": ["news"],
    "article": ["a1", "a2"],
    "uuid": [uid(1), uid(2), uid(501), ENTITY, SOURCE],
    "name": ["mine", "gold"],
    "scale": ["ifcn"],
    "version": ["1.0.0"],
}
"""What there is, by the names that the description gives to the parts of a path."""

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**64), 2**64), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=40),
    st.sampled_from(["", "\u0000", "\u202e", "javascript:alert(1)", "2024-02-30", "a" * 20_000, "../x"]),
)  # fmt: skip
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner))


def ask_anything(world: World, ids: Mapping[str, str], requests: int, *, start: int = 0) -> Counter[int]:
    """Send as many requests, evenly over all operations; return how often each status came.

    Raises what schemathesis says of the first answer that is a 5xx or not as described; the seed reproduces it.
    """
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", world.app)
    operations = [found.ok() for found in schema.get_all_operations()]
    answers: Counter[int] = Counter()
    for number, operation in enumerate(operations):
        _ask(world, ids, operation, max(2, requests // len(operations)), start + number, answers)
    return answers


def _ask(
    world: World, ids: Mapping[str, str], operation: Any, requests: int, number: int, answers: Counter[int]
) -> None:
    modes = st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE])

    @seed(number)
    @settings(
        max_examples=requests,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def send(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(data.draw(modes)))
        place(case, ids, data)
        vary(case, data)
        who = data.draw(st.sampled_from(PEOPLE))
        headers = {"Authorization": f"Bearer {world.tokens[who]}"} if who else {"Authorization": "Bearer x"}
        response = case.call(headers=headers)
        answers[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        send()


def place(case: Case, ids: Mapping[str, str], data: st.DataObject) -> None:
    """Mostly ask for what there is: an invented id finds nothing."""
    for name in list(case.path_parameters or {}):
        known = [ids[name]] if name in ids else PLACES.get(name, PLACES.get(name.split("_")[0], []))
        if known and data.draw(st.integers(0, 4)):
            case.path_parameters[name] = data.draw(st.sampled_from(known))


def vary(case: Case, data: st.DataObject) -> None:
    """Now and then send a body that is right but for one place in it."""
    path = case.operation.full_path.replace("{", "<").replace("}", ">")
    sample = next(
        (body for row, body in BODIES.items() if row.split(" ")[0] == case.method and alike(row, path)), None
    )
    if sample is None or case.body is NOT_SET or data.draw(st.booleans()):
        return
    case.media_type = "application/json"
    case.body = changed(sample, data)


def alike(row: str, path: str) -> bool:
    """Tell whether the row of the matrix is of that path, whatever its parts are called."""
    mine, other = row.split(" ")[1].split("/"), path.split("/")
    return len(mine) == len(other) and all(
        a == b or (a[:1] == "<" and b[:1] == "<") for a, b in zip(mine, other, strict=True)
    )


def changed(body: Any, data: st.DataObject) -> Any:
    """Return the body with anything in place of one of its values, or a key too many."""
    made = copy.deepcopy(body)
    spots = list(places(made))
    holder, key = data.draw(st.sampled_from([*spots, (made, "more")]))
    holder[key] = data.draw(ANYTHING)
    return made


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every list or object with each of its keys, all the way down."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])
