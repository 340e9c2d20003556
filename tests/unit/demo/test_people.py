"""The people of the demo: what they log in with."""

from __future__ import annotations

from annotator.demo import people


def test_a_password_by_chance_is_one_that_is_taken(monkeypatch):
    drawn = iter(["qwertyuiop12", "aB3-xK9_pL2v"])
    monkeypatch.setattr(people.secrets, "token_urlsafe", lambda size: next(drawn))
    assert people.draw("anna") == "aB3-xK9_pL2v"
