"""Weak passwords are refused with the reason."""

from __future__ import annotations

import pytest

from annotator.domain.passwords import check_password, weakness
from annotator.errors import Invalid


@pytest.mark.parametrize(
    "password, reason",
    [
        ("short7!", "at least 8"),
        ("x" * 1025, "at most 1024"),
        ("abababab", "run of keys"),
        ("87654321", "run of keys"),
        ("mnbvcxzl", "run of keys"),
        ("12Password!", "among the first"),
        ("p@$$w0rd", "among the first"),
        ("annika-1", "says the user name"),
    ],
)
def test_weak_password_is_refused_with_its_reason(password, reason):
    assert reason in (weakness(password, "annika") or "")


@pytest.mark.parametrize(
    "password", ["correct horse battery", "ឆ្កែខ្មៅដេកលើគ្រែ", "🦉🌧️🚲🍞🎻🧭🪵🔔", "annika likes red bicycles"]
)
def test_long_and_odd_passwords_are_taken(password):
    assert check_password(password, "annika") == password


def test_refusal_points_to_the_field():
    with pytest.raises(Invalid) as refused:
        check_password("letmein1", "annika")
    assert (refused.value.code, refused.value.pointer) == ("weak_password", "/password")
