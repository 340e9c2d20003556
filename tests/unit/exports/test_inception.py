from __future__ import annotations

import zipfile

import pytest

import schemas
from exports.archives import Folder
from exports.inception import read, write
from exports.inception.xmlguard import require_plain
from exports.mapping import make
from exports.options import Losses, Reading, Writing
from exports.strict import StrictError

FULL = schemas.examples("valid")["article.full"]
TEXT = "😀 The mayor said so.\nNot true."


@pytest.fixture
def of(tmp_path):
    """Read a corpus of these files."""

    def read_files(files, how=None):
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        return [value for _, _, value in read(Folder(tmp_path), how or Reading())]

    return read_files


def foreign(marks=((2, 5, "evidence"),)):
    """A CAS with a custom layer of another project, and its types."""
    from cassis import Cas, TypeSystem

    types = TypeSystem()
    stance = types.create_type("webanno.custom.Stance", "uima.tcas.Annotation")
    types.create_feature(stance, "kind", "uima.cas.String")
    types.create_feature(stance, "Voice", "uima.cas.String")
    cas = Cas(types)
    cas.sofa_string = TEXT
    for begin, end, kind in marks:
        cas.add(stance(begin=begin, end=end, kind=kind, Voice="direct_quote"))
    return cas, types


def marks(found):
    return [one for layer in found["layers"] for one in layer["annotations"]]


HOW = {"layers": {"Stance": {"label": "kind"}}, "labels": {"evidence": "claim"}, "attributes": {"Voice": "voice"}}


@pytest.mark.parametrize("kind", ["xmi", "json"])
def test_a_custom_layer_is_mapped_by_its_feature(of, kind):
    cas, types = foreign()
    data = cas.to_xmi() if kind == "xmi" else cas.to_json()
    [found] = of({f"d.{kind}": data, "TypeSystem.xml": types.to_xml()}, Reading(mapping=make(HOW)))
    [one] = marks(found)
    assert (one["tag"], one["anchor"]["segments"][0]["exact"]) == ("claim", "The")
    assert one["attributes"] == {"voice": "direct_quote"}


def test_a_layer_that_nobody_mapped_is_named(of):
    cas, types = foreign()
    [found] = of({"d.xmi": cas.to_xmi(), "TypeSystem.xml": types.to_xml()})
    assert found.code == "unknown_tag"
    assert "'Stance'" in found.detail


def test_users_of_an_exported_project_become_layers_of_one_text(of):
    cas, types = foreign()
    files = {f"annotation/d.txt/{user}.xmi": cas.to_xmi() for user in ("alice", "bob", "INITIAL_CAS")}
    how = Reading(mapping=make(HOW))
    [found] = of({**files, "TypeSystem.xml": types.to_xml()}, how)
    assert set(how.people) == {"alice", "bob"}
    assert len(found["layers"]) == 2
    assert found["id"] == "d.txt"


def test_xmi_without_its_types_says_what_to_send(of):
    [found] = of({"d.xmi": foreign()[0].to_xmi()})
    assert found.code == "types_missing"


@pytest.mark.parametrize(
    "data",
    [
        '<!DOCTYPE x><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>',
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_charset(data, charset):
    with pytest.raises(StrictError) as caught:
        require_plain(data.encode(charset), "d.xmi")
    assert caught.value.code == "dtd_not_allowed"


def test_a_document_type_refuses_the_whole_corpus(of):
    """In a document, and in the types."""
    for data, types in ((foreign()[0].to_xmi(), "<!DOCTYPE x><x/>"), ("<!DOCTYPE x><x/>", foreign()[1].to_xml())):
        with pytest.raises(StrictError, match="DOCTYPE"):
            of({"d.xmi": data, "TypeSystem.xml": types})


@pytest.mark.parametrize(("name", "data"), [("d.xmi", "<x>"), ("d.json", "{"), ("d.json", '{"%TYPES": 1}')])
def test_what_is_no_cas_is_said_in_words(of, name, data):
    [found] = of({name: data, "TypeSystem.xml": foreign()[1].to_xml()})
    assert found.code in {"bad_xml", "bad_json", "bad_cas"}


def test_control_characters_are_counted_and_do_no_harm():
    record = {**FULL, "layers": [{**FULL["layers"][0]}]}
    record["layers"][0]["annotations"] = [{**FULL["layers"][0]["annotations"][0], "note": "a\x01b"}]
    record["layers"][0]["relations"] = []
    losses = Losses()
    files = dict(write([record], losses, Writing()))
    assert losses.counts["control characters, which XML does not know"] == 1
    assert len(files) == 2


def test_a_project_whose_work_is_zipped_for_each_person_is_read(tmp_path):
    cas, types = foreign()
    for who in (
        "annotation/d.txt/ann",
        "annotation/d.txt/ben",
        "annotation/d.txt/INITIAL_CAS",
        "curation/d.txt/x",
    ):
        place = tmp_path / f"{who}.zip"
        place.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr(f"{place.stem}.xmi", cas.to_xmi())
            archive.writestr("TypeSystem.xml", types.to_xml())
    how = Reading(mapping=make(HOW))
    [(name, _, found)] = read(Folder(tmp_path), how)
    assert (name, sorted(how.people)) == ("annotation/d.txt/ann.xmi", ["ann", "ben"])
    assert found["layers"][-1]["layer"] == "curation"
    assert [one["anchor"]["segments"][0]["exact"] for one in marks(found)] == ["The", "The", "The"]
