"""Codes of the second factor: the published vectors, the time around, and what people type."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from annotator.domain import second_factor as codes

RFC_6238 = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    "seconds, code",
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_vectors_of_rfc_6238(seconds, code):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert codes.step_of(RFC_6238, code, moment) == seconds // 30


@pytest.mark.parametrize("late, taken", [(0, True), (30, True), (-30, True), (61, False), (-61, False)])
def test_a_code_lives_a_minute_and_a_half(late, taken):
    moment = datetime.fromtimestamp(1111111100 + 10, UTC) + timedelta(seconds=late)
    code = codes.pyotp.HOTP(RFC_6238).at(1111111110 // 30)
    assert (codes.step_of(RFC_6238, code, moment) is not None) is taken


def test_spaces_hyphens_and_capitals_are_for_the_eye():
    assert codes.bare(" 287 082 ") == "287082"
    assert codes.bare("AB2C-def3") == "ab2cdef3"
    assert codes.bare(codes.grouped("abcdefgh2")) == "abcdefgh2"


def test_the_address_names_person_and_place():
    address = codes.address(RFC_6238, "ann bell", "desk.example")
    assert address.startswith("otpauth://totp/Annotator%20desk.example:ann%20bell?secret=")


def test_recovery_codes_are_too_many_to_guess():
    assert len(set(codes.LETTERS)) ** (codes.GROUPS * codes.GROUP) > 2**112
