"""Weak passwords are refused with the reason."""

from __future__ import annotations

import pytest

from annotator.domain.common_words import WORDS
from annotator.domain.passwords import SHORTEST, check_password, weakness
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
    "password",
    [
        "correct horse battery",
        "ឆ្កែខ្មៅដេកលើគ្រែ",
        "🦉🌧️🚲🍞🎻🧭🪵🔔",
        "annika likes red bicycles",
        "a phrase with 🦄 spaces" + "z" * 64,
    ],
)
def test_long_and_odd_passwords_are_taken(password):
    assert check_password(password, "annika") == password


def test_refusal_points_to_the_field():
    with pytest.raises(Invalid) as refused:
        check_password("letmein1", "annika")
    assert (refused.value.code, refused.value.pointer) == ("weak_password", "/password")


FIRST_TRIED = """
password password1 password123 passw0rd p@ssw0rd Passw0rd! 12345678 123456789 1234567890 qwertyuiop qwerty123
1q2w3e4r 1qaz2wsx zaq12wsx iloveyou iloveyou1 sunshine princess princess1 football baseball welcome1 superman
trustno1 11111111 00000000 88888888 12341234 123123123 87654321 987654321 11223344 asdfghjkl qazwsxedc q1w2e3r4
starwars whatever computer internet michelle jennifer liverpool1 charlie1 samantha abcd1234 abc12345 aaaaaaaa
letmein1 monkey123 dragon12 master123 changeme admin123 administrator root1234 test1234 football1 chocolate
butterfly elizabeth victoria alexander barcelona 147258369 123qweasd asdf1234 qwer1234 1234qwer pokemon1 naruto123
fuckyou1 loveyou2 babygirl1 lovelove 0123456789 66666666 19871987 01011990 20011231 12.03.1985 drowssap 54321qwerty
motdepasse contrasena passwort1 willkommen bonjour1 minecraft spiderman1 metallica mustang1 summer2024 Winter2023!
""".split()
TAILS = ("", "1", "12", "123", "1234", "!", "1!", "2024", "01", "69", "007")


@pytest.mark.parametrize("password", FIRST_TRIED)
def test_what_is_tried_first_is_refused(password):
    assert weakness(password, "zoe") is not None


def test_the_rules_stand_for_more_than_three_thousand_common_passwords():
    forms = {word + tail for word in WORDS for tail in TAILS if len(word + tail) >= SHORTEST}
    refused = {form for form in forms if weakness(form, "zoe")}
    assert refused == forms
    assert len(refused) > 6_000


@pytest.mark.parametrize("password, word", [
    ("daily-mirror", "mirror"), ("Elections24!", "elections"), ("annotator-9x", "annotator"),
    ("desk.mirror", "mirror"),
])  # fmt: skip
def test_what_everybody_knows_here_is_refused(password, word):
    said = weakness(password, "zoe", ["desk.mirror.example", "Elections 2024", "elections"])
    assert word in (said or "")


@pytest.mark.parametrize("password", [
    "tall green ladders lean on walls", "mirror the ladders of Umbria", "x9#kV2qLmPz8", "8305 7719 4420 1187",
    "ladders and bicycles of Umbria, " * 5, "Ω≈ç√∫˜µ≤≥÷", "    my  spaces  stay    ", "ohne umlaute geht es auch",
])  # fmt: skip
def test_nothing_else_is_asked_of_a_password(password):
    assert weakness(password, "zoe", ["desk.mirror.example", "Elections 2024"]) is None
