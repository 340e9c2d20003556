"""What a failure says, and what it exits with."""

import pytest
from sqlalchemy.exc import OperationalError

from annotator.cli.failures import FAILED, USAGE, code_of, words_of
from annotator.errors import ConfigurationError, Conflict, Invalid


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Invalid("x", "x"), FAILED),
        (Conflict("x", "x"), FAILED),
        (ConfigurationError("unknown_setting", "x"), USAGE),
        (ConfigurationError("not_migrated", "x"), FAILED),
        (ConfigurationError("foreign_database", "x"), FAILED),
    ],
)
def test_exit_code(error, code):
    assert code_of(error) == code


@pytest.mark.parametrize(
    "said", ["cannot reach postgresql://ann:secret@host/db", "host=h user=ann password=secret refused"]
)
def test_passwords_are_masked(said):
    words = words_of(OperationalError("SELECT 1", {}, Exception(said)))
    assert "secret" not in words and "***" in words and "SELECT" not in words


def test_a_file_is_named():
    assert words_of(FileNotFoundError(2, "No such file", "out/a.jsonl")) == "out/a.jsonl: No such file"


def test_where_no_file_is_named_it_is_the_machine():
    assert words_of(OSError(28, "No space left on device")) == "The machine: No space left on device"
