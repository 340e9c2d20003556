"""Offsets that do not fit: each is told, or the unit in which all would."""

from __future__ import annotations

import pytest

from exports.document import Document, Layer, Mark
from exports.misfits import doubt_the_unit, refuse_misfits
from exports.offsets import Ruler, Unit
from exports.options import Reading
from exports.strict import StrictError

TEXT = "😀😀 Bridges stay."


def refused(*segments):
    document = Document(TEXT, [Layer(marks=[Mark(str(n), "claim", [one]) for n, one in enumerate(segments)])])
    with pytest.raises(StrictError) as caught:
        refuse_misfits(document, Ruler(TEXT, Unit()), Reading(), str.__eq__)
    return [caught.value.detail, *(one.detail for one in caught.value.others)]


def test_each_place_that_fits_in_no_unit_is_told():
    assert [words[:5] for words in refused((3, 10, "Bridges"), (0, 90, None), (1, 95, None))] == ["0–90 ", "1–95 "]


def test_one_error_is_enough_where_a_unit_fits_all():
    [words] = refused((5, 12, "Bridges"), (13, 18, "stay."))
    assert words.endswith("All 2 fit as UTF-16: read them with offsets utf16.")


@pytest.mark.parametrize(("segment", "told"), [((5, 12, None), 1), ((3, 10, None), 0), ((5, 12, "idges s"), 0)])
def test_a_unit_is_doubted_where_another_cuts_fewer_words_and_no_quote_proves_it(segment, told):
    how = Reading()
    document = Document(TEXT, [Layer(marks=[Mark("1", "claim", [segment])])])
    doubt_the_unit(document, Ruler(TEXT, Unit()), how)
    assert len(how.report.lines()) == told
