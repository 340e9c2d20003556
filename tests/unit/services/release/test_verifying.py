"""Agreement of a release is computed again from its folder alone, also where texts were withheld."""

from __future__ import annotations

import json

import pytest

from annotator.services.release.package.verifying import Agreement
from tests.released import build, ready


@pytest.fixture(params=["full", "quotes", "offsets"])
def folder(request, world, tmp_path):
    ready(world)
    build(world, into=tmp_path / "r", texts=request.param)
    return tmp_path / "r"


def wrong(folder) -> str | None:
    watch = Agreement(folder)
    watch.guard("", watch.check)
    assert watch.wrong or watch.looked_at == 4
    return watch.wrong


def edit(folder, change) -> None:
    path = folder / "agreement.json"
    said = json.loads(path.read_text())
    change(said)
    path.write_text(json.dumps(said))


def test_the_figures_are_computed_again(folder):
    assert wrong(folder) is None
    edit(folder, lambda said: said["tags"]["claim"].update(alpha="0.123456"))
    assert "the figures of claim are not those of the layers" in str(wrong(folder))


@pytest.mark.slow
@pytest.mark.parametrize("part", ["pairwise", "bootstrap", "annotators", "articles"])
def test_whatever_is_said_beside_them_is_held_against_the_layers(folder, part):
    edit(folder, lambda said: said.update({part: None}))
    assert f"{part} is not what the layers give" in str(wrong(folder))


def test_a_length_that_is_not_that_of_the_text_is_found(world, tmp_path):
    ready(world)
    build(world, into=tmp_path / "r", texts="full")
    edit(tmp_path / "r", lambda said: said["lengths"].update(b1=7))
    assert "lengths is not what the layers give" in str(wrong(tmp_path / "r"))
