"""What people do with their accounts, admins with people, and managers with members."""

from __future__ import annotations

import pyotp
from sqlalchemy import select

from annotator import clock
from annotator.models import Login, Token
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, factors, links, tokens
from tests.functional.faults.story import Act, Story
from tests.visitors import Visitor

PASSWORD, OTHER = "four plain words here", "five other plain words"
TWICE = {"password": OTHER, "again": OTHER}
ACCOUNT, FACTOR, PEOPLE = "/account", "/account/factor", "/projects/<slug>/people"


def passwords(story: Story) -> None:
    """Let everybody have a password, and more than one log-in."""
    with story.world.writing() as session:
        for name in ("ann", "ben", "adm"):
            accounts.set_password(session, accounts.find(session, name), PASSWORD)
            accounts.start_login(session, accounts.find(session, name))


def a_login(story: Story) -> str:
    with story.world.reading() as session:
        query = select(Login.public_id).where(Login.account_id == accounts.find(session, "ann").id)
        return session.scalars(query.order_by(Login.id)).first() or ""


def a_token(story: Story) -> str:
    with story.world.writing() as session:
        account = accounts.find(session, "ann")
        tokens.create(session, account, scope="read", days=1)
        session.flush()
        query = select(Token.public_id).where(Token.account_id == account.id, Token.scope == "read")
        return session.scalars(query).first() or ""


def first_code(story: Story) -> dict[str, str]:
    """Return the first code that the app of ann shows."""
    with story.world.reading() as session:
        key = story.world.workspace.secret_key
        story.known["app"] = factors.secret(session, accounts.find(session, "ann"), key)
    return a_code(story, 0)


def a_code(story: Story, shift: int = 1) -> dict[str, str]:
    """Return the code after that one: each is good once."""
    return {"code": pyotp.HOTP(story.known["app"]).at(int(clock.now().timestamp()) // 30 + shift)}


def half_in(story: Story) -> Visitor:
    """Return somebody who gave ann's password and has yet to give the code."""
    stranger = Visitor(story.world, None)
    stranger.send("/login", page="/login", username="ann", password=PASSWORD)
    return stranger


def a_link(story: Story) -> str:
    with story.world.writing() as session:
        return links.for_password(session, OPERATOR, accounts.find(session, "ben"))


def an_invitation(story: Story) -> str:
    with story.world.writing() as session:
        return links.invite(session, OPERATOR, story.world.project(session), ["annotator"])


def _person(name: str) -> dict[str, object]:
    return {"account_id": lambda story: story.account(name)}


def _deed(deed: str, name: str = "ben") -> Act:
    return Act("POST /people/<account_id>/<deed>", "adm", page="/people", at={**_person(name), "deed": deed})


DEEDS = ("must", "need-not", "create", "no-create", "admin", "no-admin", "disable", "enable")

ACTS = (
    Act("POST /login", None, {"username": "ann", "password": PASSWORD}, "/login"),
    Act("POST /logout", "ann"),
    Act("POST /account/background", "ann", {"age": "20-29", "education": "master"}, ACCOUNT),
    Act("POST /account/background/end", "ann", None, ACCOUNT),
    Act("POST /account/tokens", "ann", {"scope": "annotate", "days": "9"}, ACCOUNT),
    Act("POST /account/tokens/<token_id>/end", "ann", None, ACCOUNT, {"token_id": a_token}),
    Act("POST /account/factor", "ann", None, ACCOUNT),
    Act("POST /account/factor/proof", "ann", first_code, FACTOR),
    Act("POST /login/code", None, a_code, "/login/code", visitor=half_in),
    Act("POST /account/factor/codes", "ann", None, ACCOUNT),
    Act("POST /account/factor/end", "ann", {"confirm_password": PASSWORD}, ACCOUNT),
    Act("POST /account/logins/<login_id>/end", "ann", None, ACCOUNT, {"login_id": a_login}),
    Act("POST /account/logins/others/end", "ann", None, ACCOUNT),
    Act("POST /account/password", "ann", {"current": PASSWORD, **TWICE}, ACCOUNT),
    Act("POST /account/logout", "ann", None, ACCOUNT),
    Act("POST /people", "adm", {"name": "zoe"}, "/people"),
    Act("POST /people/<account_id>/link", "adm", None, "/people", _person("ben")),
    Act("POST /link/<secret>", None, TWICE, "/link/<secret>", {"secret": a_link}),
    Act("POST /link/<secret>", None, {"name": "yan", **TWICE}, "/link/<secret>", {"secret": an_invitation}),
    *(_deed(deed) for deed in DEEDS),
    _deed("lost", "ann"),
    Act("POST /projects/<slug>/people", "man", {"name": "out", "role": "reviewer"}, PEOPLE),
    Act("POST /projects/<slug>/people/<account_id>/remove", "man", {"role": "reviewer"}, PEOPLE, _person("out")),
    Act("POST /projects/<slug>/people/invite", "man", {"roles": ["annotator"]}, PEOPLE),
    Act("POST /people/<account_id>/erase", "adm", {"name": "ben", "basis": "asked"}, "/people/<account_id>/erase",
        _person("ben")),
    Act("POST /people/logout", "adm", None, "/people"),
    Act("POST /account/language", "adm", {"language": "en-XB"}, ACCOUNT),
)  # fmt: skip
