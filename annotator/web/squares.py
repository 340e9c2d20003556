"""The square of dots that an authenticator app reads, and the same secret in letters."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from flask import request
from markupsafe import Markup
from sqlalchemy.orm import Session

from annotator.domain import second_factor
from annotator.edge.asking import workspace
from annotator.models import Account
from annotator.services.people import factors


@dataclass(frozen=True)
class Square:
    """What sets an app up: a drawing, an address that opens an app on a phone, and letters to type."""

    drawing: Markup
    address: str
    letters: str


def square(opened: Session, account: Account) -> Square:
    """Return how the person sets the app up; raises Missing once that is done."""
    secret = factors.secret(opened, account, workspace().secret_key)
    address = second_factor.address(secret, account.name, request.host)
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=4, light="#fff", dark="#000")
    return Square(Markup(drawn), address, second_factor.grouped(secret))  # noqa: S704 - paths drawn by segno
