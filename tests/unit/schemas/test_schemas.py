from __future__ import annotations

import jsonschema
import jsonschema_rs
import pytest

import schemas
from tests.golden.patched import invalid

VALID = schemas.examples("valid")


@pytest.mark.parametrize("name", VALID)
def test_valid_examples_are_valid(name):
    schema = schemas.record(name.partition(".")[0])
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(VALID[name])) == []


def test_both_validators_agree_on_invalid_examples():
    schema = schemas.record("article")
    slow, fast = jsonschema.Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)
    records = {name: invalid(name)[0] for name in schemas.examples("invalid")}
    assert {name: slow.is_valid(record) for name, record in records.items()} == {
        name: fast.is_valid(record) for name, record in records.items()
    }


def test_every_record_has_an_example():
    shown = {name.partition(".")[0] for name in VALID}
    part_of_others = {"anchor", "rating", "region", "scheme"}
    assert shown | part_of_others == set(schemas.record_names())


def test_the_default_scheme_is_a_valid_scheme():
    assert jsonschema_rs.is_valid(schemas.record("scheme"), schemas.scheme())


def test_what_is_handed_out_may_be_changed():
    schemas.scheme()["tags"].clear()
    schemas.vocabulary("voice").clear()
    schemas.record("article").clear()
    assert schemas.scheme()["tags"]
    assert schemas.vocabulary("voice")
    assert schemas.record("article")["required"]


@pytest.mark.parametrize("ask", [schemas.record, schemas.scheme])
def test_an_unknown_name_is_a_key_error(ask):
    with pytest.raises(KeyError):
        ask("no-such-thing")


def test_a_vocabulary_nobody_knows_is_empty():
    assert schemas.vocabulary("no-such-thing") == []


def test_countries_are_two_capital_letters():
    assert {"KH", "US", "XK"} < schemas.countries()
    assert all(len(code) == 2 and code.isupper() for code in schemas.countries())


def test_a_scheme_is_read_from_a_file():
    assert schemas.read_scheme("scheme: été".encode()) == {"scheme": "été"}
    with pytest.raises(ValueError, match="line 2: Byte 5"):
        schemas.read_scheme(b"a: 1\n\xff: 2")
