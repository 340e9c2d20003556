"""ASVS 5.0, chapters 6, 7 and 9: who is let in, for how long, by which secrets, and what asks for the password."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask.json.tag import TaggedJSONSerializer
from flask_wtf.csrf import URLSafeTimedSerializer
from sqlalchemy import select, update

from annotator import clock
from annotator.errors import StorageFull
from annotator.models import Account, Factor, Link, Login, Recovery, Token
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, factors, links
from tests.forms import Form
from tests.functional.authorisation.setting import set_up
from tests.functional.web.test_any_form import found
from tests.functional.web.test_asvs import CODE, prove
from tests.visitors import Visitor, hidden, words

PASSWORD = "four plain words here"
COOKIE = "annotator_session"
KEEPERS = ("ann", "adm")
LEAVES = re.compile(r"/logout$|/account/(logins|tokens)/\S+/end$|/disable$")


def person(world, name: str) -> Account:
    with world.reading() as session:
        return session.scalars(select(Account).where(Account.name == name)).one()


@pytest.fixture
def keepers(world) -> dict[str, str]:
    """Give ann and the admin a password, ann and ben a second factor too, which ben must have; return the ids."""
    ids = set_up(world)
    with world.writing() as session:
        for name in KEEPERS:
            accounts.set_password(session, accounts.find(session, name), PASSWORD)
        for name in ("ann", "ben"):
            prove(world, session, name)
        factors.set_must(session, OPERATOR, accounts.find(session, "ben"), True)
    return ids


def ways_in(world) -> dict[str, object]:
    """Return all that lets somebody in, or says what does."""
    with world.reading() as session:
        kept = [Account.public_id, Account.password_hash, Account.admin, Account.must_factor]
        rows: dict[str, object] = {"account": sorted(map(repr, session.execute(select(*kept))))}
        for table, column in ((Factor, Factor.sealed), (Recovery, Recovery.code_hash), (Token, Token.token_hash)):
            rows[table.__tablename__] = sorted(session.scalars(select(column)))
        return rows | {"link": sorted(session.scalars(select(Link.token_hash)))}


def sent(world, forms: dict[str, list[Form]], fields: dict[str, str]) -> Iterator[tuple[str, bool, str]]:
    """Send the forms, the password given a while ago; yield where, whether it changed a way in, and the answer."""
    for name, mine in forms.items():
        visitor = Visitor(world, name)
        with world.writing() as session:
            session.execute(update(Login).values(confirmed=clock.now() - timedelta(minutes=11)))
        token = hidden(visitor.get("/help").text)
        for form in mine:
            before, data = ways_in(world), {**dict(form.fields), **token, **fields}
            answer = visitor.client.post(
                form.action, data={key: one for key, one in data.items() if key != "once"}
            )
            yield form.action, ways_in(world) != before, words(answer)


def kind(action: str) -> str:
    """Return the address without the ids in it."""
    return re.sub(r"(?<=/)[\w-]{12,}(?=/|$)", "N", action)


GIVEN, TAKEN = {"/people", "/projects/news/people/invite"}, {"/people/N/no-admin"}
"""What gives a new person a first link, and what takes power away: done without the password."""
ASKS = {"/account/password"}
"""What asks for the password in the form itself."""


def test_asvs_7_5_1_whatever_lets_in_is_changed_after_the_password_alone(world, keepers):
    """Every form of every page, sent by somebody whose password was given a while ago, and then with it."""
    more = {"name": "zoe", "scope": "read", "days": "3", "roles": "annotator"}
    forms: dict[str, list[Form]] = {}
    for name in KEEPERS:
        mine = {kind(form.action): form for form in found(world, Visitor(world, name), keepers)}
        forms[name] = [form for action, form in mine.items() if not LEAVES.search(action)]
    late = list(sent(world, forms, more))
    assert len(late) > 20
    assert {kind(action) for action, did, _ in late if did} <= GIVEN | TAKEN
    asked = {kind(action) for action, _, said in late if "Your password, once more" in said}
    now = {kind(action) for action, did, _ in sent(world, forms, {**more, "confirm_password": PASSWORD}) if did}
    assert now - GIVEN - TAKEN == {
        "/account/factor", "/account/factor/codes", "/account/factor/end", "/account/tokens",
        "/people/N/admin", "/people/N/link", "/people/N/lost", "/people/N/must", "/people/N/need-not",
    }  # fmt: skip
    assert now - GIVEN - TAKEN <= asked


def test_asvs_7_5_1_the_secret_of_an_app_is_shown_after_the_password_alone(world, keepers):
    with world.writing() as session:
        factors.begin(session, accounts.find(session, "adm"), world.workspace.secret_key)
    adm = Visitor(world, "adm")
    assert 'class="letters"' in adm.get("/account/factor").text
    with world.writing() as session:
        session.execute(update(Login).values(confirmed=clock.now() - timedelta(minutes=11)))
    asked = adm.get("/account/factor")
    assert asked.status_code == 403 and 'class="letters"' not in asked.text
    assert adm.send("/account/factor/proof", page="/help", code="123456").status_code == 403


@pytest.mark.parametrize("path", ["/people/ANN/logout", "/people/logout"])
def test_asvs_7_4_5_an_admin_ends_the_log_ins_of_one_or_of_all(world, path):
    ann, elsewhere, ben, adm = (Visitor(world, name) for name in ("ann", "ann", "ben", "adm"))
    where = path.replace("ANN", person(world, "ann").public_id)
    assert Visitor(world, "man").send(where).status_code == 403
    assert [one.get("/account").status_code for one in (ann, elsewhere, ben)] == [200] * 3
    assert adm.send(where, page="/people").status_code == 303
    everybody = path == "/people/logout"
    assert [one.get("/account").status_code for one in (ann, elsewhere)] == [303, 303]
    assert [one.get("/account").status_code for one in (ben, adm)] == ([303] * 2 if everybody else [200] * 2)
    assert ann.get("/api/v1/projects").status_code == 401
    assert Visitor(world, "ann").get("/account").status_code == 200, "they may log in again"


def test_asvs_7_5_2_people_see_their_log_ins_and_end_them_after_the_password(world, keepers):
    ann, elsewhere = Visitor(world, "ann"), Visitor(world, "ann")
    with world.writing() as session:
        session.execute(update(Login).values(confirmed=clock.now() - timedelta(minutes=11)))
    listed = ann.get("/account").text
    [one] = set(re.findall(r"/account/logins/[^/]{8,}/end", listed))
    assert words(ann.get("/account")).count("A browser") == 2
    for where in (one, "/account/logins/others/end"):
        assert ann.send(where, page="/account").status_code == 403
    assert elsewhere.get("/account").status_code == 200
    assert ann.send(one, page="/account", confirm_password=PASSWORD).status_code == 303
    assert [visitor.get("/account").status_code for visitor in (ann, elsewhere)] == [200, 303]


@pytest.mark.parametrize("deed", ["disable", "erase"])
def test_asvs_7_4_2_who_is_disabled_or_erased_is_out_everywhere(world, deed):
    ann, elsewhere, adm = (Visitor(world, name) for name in ("ann", "ann", "adm"))
    where = f"/people/{person(world, 'ann').public_id}/{deed}"
    assert adm.send(where, page="/people", name="ann", basis="It was asked for.").status_code == 303
    assert [one.get("/account").status_code for one in (ann, elsewhere)] == [303, 303]
    assert world.as_("ann").get("/projects").status_code == 401


def test_asvs_7_4_3_a_changed_factor_leaves_the_others_to_be_ended(world, keepers):
    ann, elsewhere = Visitor(world, "ann"), Visitor(world, "ann")
    assert ann.send("/account/factor/end", page="/account").status_code == 303
    assert 'action="/account/logins/others/end"' in ann.get("/account").text
    ann.send("/account/logins/others/end", page="/account")
    assert [one.get("/account").status_code for one in (ann, elsewhere)] == [200, 303]
    with world.writing() as session:
        links.choose_password(
            session, links.for_password(session, OPERATOR, accounts.find(session, "ann")), PASSWORD
        )
    assert ann.get("/account").status_code == 303


def test_asvs_7_2_4_each_time_the_password_is_given_the_secret_is_a_new_one(world, keepers):
    with world.writing() as session:
        factors.end(session, OPERATOR, accounts.find(session, "ann"))
    ann, old = Visitor(world, None), []

    def is_new(answer) -> None:
        secret = held(ann)
        assert answer.status_code == 303 and secret not in old and len(secret) == 43
        for ended in old:
            other = Visitor(world, None)
            hold(other, login=ended)
            assert other.get("/account").status_code == 303
        old.append(secret)

    typed = {"username": "ann", "password": PASSWORD}
    is_new(ann.send("/login", page="/login", **typed))
    is_new(ann.send("/login", page="/help", **typed))
    is_new(ann.send("/account/factor", page="/account", confirm_password=PASSWORD))
    new = {"current": PASSWORD, "password": "other plain words", "again": "other plain words"}
    is_new(ann.send("/account/password", page="/account", **new))
    assert ann.get("/account").status_code == 200


def test_asvs_7_2_4_a_new_secret_is_sent_also_with_an_answer_that_saved_nothing(world, keepers, monkeypatch):
    ann, secret = Visitor(world, "ann"), None

    def full(*args):
        raise StorageFull("storage_full", "There is no space left.")

    secret = held(ann)
    monkeypatch.setattr(factors, "renew_codes", full)
    answer = ann.send("/account/factor/codes", page="/account", confirm_password=PASSWORD)
    assert answer.status_code == 507 and held(ann) != secret
    assert ann.get("/account").status_code == 200


def held(visitor: Visitor) -> str:
    """Return the secret of the log-in that the browser holds."""
    with visitor.client.session_transaction() as cookie:
        return str(cookie["login"])


def hold(visitor: Visitor, **secrets: str) -> None:
    """Put secrets into the cookie of the browser, rightly signed."""
    with visitor.client.session_transaction() as cookie:
        cookie.update(secrets)


def test_asvs_9_2_2_no_secret_opens_a_door_that_is_not_its_own(world, keepers):
    with world.writing() as session:
        ann = accounts.find(session, "ann")
        link = links.for_password(session, OPERATOR, ann)
        half = accounts.start_login(session, ann, pending=True)
        whole = accounts.start_login(session, ann)
    token, form = world.tokens["ann"], hidden(Visitor(world, "ann").get("/help").text)["csrf_token"]
    secrets = {"link": link, "half": half, "login": whole, "token": token, "form": form}
    opened = {}
    for name, secret in secrets.items():
        stranger, waiting = Visitor(world, None), Visitor(world, None)
        hold(stranger, login=secret)
        hold(waiting, half=secret)
        bearer = {"Authorization": f"Bearer {secret}"}
        opened[name] = (
            stranger.get("/account").status_code == 200,
            waiting.get("/login/code").status_code == 200,
            world.as_(None).get("/projects", headers=bearer).status_code == 200,
            Visitor(world, None).get(f"/link/{secret}").status_code == 200,
        )
    assert opened == {
        "link": (False, False, False, True), "half": (False, True, False, False),
        "login": (True, False, False, False), "token": (False, False, True, False),
        "form": (False, False, False, False),
    }  # fmt: skip


class Nothing:
    """Signs nothing, and takes everything that is not signed."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return b""

    def verify_signature(self, key: bytes, value: bytes, sig: bytes) -> bool:
        return sig == b""


SIGNED = {"salt": "cookie-session", "serializer": TaggedJSONSerializer()}
WAYS = {
    "as we sign": {"key_derivation": "hmac", "digest_method": hashlib.sha256},
    "by no algorithm": {"key_derivation": "hmac", "digest_method": hashlib.sha256, "algorithm": Nothing()},
    "by SHA-1": {"key_derivation": "hmac", "digest_method": hashlib.sha1},
    "by SHA-512": {"key_derivation": "hmac", "digest_method": hashlib.sha512},
    "by MD5": {"key_derivation": "hmac", "digest_method": hashlib.md5},
    "with the key as it is": {"key_derivation": "none", "digest_method": hashlib.sha256},
    "with a key made otherwise": {"key_derivation": "django-concat", "digest_method": hashlib.sha256},
}


@pytest.mark.parametrize("way", WAYS)
def test_asvs_9_1_2_a_cookie_is_signed_in_one_way(world, way):
    """The true key, a log-in that lives, and the algorithm alone another one."""
    ann = Visitor(world, "ann")
    maker = URLSafeTimedSerializer(world.app.config["SECRET_KEY"], **SIGNED, signer_kwargs=WAYS[way])
    ann.client.set_cookie(COOKIE, str(maker.dumps({"login": held(ann)})))
    assert ann.get("/account").status_code == (200 if way == "as we sign" else 303)


def test_asvs_9_1_1_and_9_1_2_a_cookie_without_its_signature_is_nobody(world):
    ann = Visitor(world, "ann")
    said, when, mac = ann.client.get_cookie(COOKIE).value.rsplit(".", 2)
    for forged in (said, f"{said}.", f"{said}..", f"{said}.{when}", f"{said}.{when}.", f"{said}.{mac}.{when}"):
        ann.client.set_cookie(COOKIE, forged)
        assert ann.get("/account").status_code == 303, forged
    ann.client.set_cookie(COOKIE, f"{said}.{when}.{mac}")
    assert ann.get("/account").status_code == 200


@pytest.mark.parametrize("digest, status", [(hashlib.sha256, 303), (hashlib.sha1, 403)])
def test_asvs_9_1_2_the_token_of_a_form_is_signed_in_one_way(world, digest, status):
    ann = Visitor(world, "ann")
    ann.get("/help")
    with ann.client.session_transaction() as cookie:
        value = cookie["csrf_token"]
    kwargs = {"digest_method": digest}
    token = URLSafeTimedSerializer(world.app.config["SECRET_KEY"], salt="wtf-csrf-token", signer_kwargs=kwargs)
    assert ann.client.post("/logout", data={"csrf_token": token.dumps(value)}).status_code == status


@pytest.mark.parametrize("hours, status", [(11, 200), (13, 303)])
def test_asvs_9_2_1_an_old_cookie_is_not_believed_though_its_log_in_lives(world, monkeypatch, hours, status):
    ann, signer = Visitor(world, "ann"), URLSafeTimedSerializer.default_signer
    made = signer.get_timestamp
    assert ann.get("/account").status_code == 200
    monkeypatch.setattr(signer, "get_timestamp", lambda self: made(self) + 3600 * hours)
    assert ann.get("/account").status_code == status


def test_asvs_6_3_4_every_way_in_asks_for_the_second_factor(world, keepers):
    """By password, by a link for a new one, by an invitation: none lets anybody in past the code."""
    world.workspace = replace(
        world.workspace, settings=replace(world.workspace.settings, second_factor_for=["annotator"])
    )
    with world.writing() as session:
        ann = accounts.find(session, "ann")
        reset = links.for_password(session, OPERATOR, ann)
        invited = links.invite(session, OPERATOR, world.project(session), ["annotator"])
    chosen = {"password": "other plain words", "again": "other plain words"}
    ways = {
        "/login": {"username": "ann", "password": PASSWORD},
        f"/link/{reset}": chosen,
        f"/link/{invited}": {"name": "zoe", **chosen},
    }
    for path, fields in ways.items():
        stranger = Visitor(world, None)
        answer = stranger.send(path, page=path, **fields)
        assert answer.headers["Location"].startswith("/login/code"), path
        assert stranger.get("/account").status_code == 303
        assert stranger.get("/api/v1/projects").status_code == 401


def test_asvs_6_3_4_there_is_no_other_way_in():
    """What begins a log-in, and what knows a token: each in the places that SECURITY.md tells of."""
    begins = {path for path, text in CODE.items() if re.search(r"\bstart_login\(", text)}
    assert begins == {
        "annotator/services/people/accounts.py", "annotator/web/account.py", "annotator/web/auth.py",
        "annotator/web/codes.py",
    }  # fmt: skip
    assert {path for path, text in CODE.items() if re.search(r"\blet_in\(", text)} == {
        "annotator/web/auth.py", "annotator/web/links.py",
    }  # fmt: skip
    assert {path for path, text in CODE.items() if re.search(r"actors\.by_(token|login)\(", text)} == {
        "annotator/edge/asking.py"
    }


def test_asvs_6_2_8_what_follows_the_longest_password_is_not_cut_off(world):
    longest = "green ladders " * 80
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.set_password(session, account, longest[:1024])
        kept = account.password_hash
    assert accounts.verify_password(kept, longest[:1024])
    assert not accounts.verify_password(kept, longest[:1025])


def test_asvs_11_2_2_a_hash_made_with_other_settings_is_good_and_made_anew(world, monkeypatch):
    with world.writing() as session:
        monkeypatch.setattr(accounts, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1))
        accounts.set_password(session, accounts.find(session, "ann"), PASSWORD)
        monkeypatch.undo()
    assert "$m=8192,t=1,p=1$" in (person(world, "ann").password_hash or "")
    typed = {"username": "ann", "password": PASSWORD}
    assert Visitor(world, None).send("/login", page="/login", **typed).headers["Location"] == "/"
    assert "$m=19456,t=2,p=1$" in (person(world, "ann").password_hash or "")
    assert Visitor(world, None).send("/login", page="/login", **typed).headers["Location"] == "/"
