"""One-time links: they work once, for one purpose, for some days."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from annotator import clock
from annotator.errors import Conflict, Invalid, Malformed, Refused
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, links
from annotator.services.project import projects
from annotator.services.proof import erasing

GOOD = "three green bottles"


def test_a_link_sets_a_password_once(world):
    with world.writing() as session:
        secret = links.for_password(session, OPERATOR, accounts.find(session, "ann"))
        account = links.choose_password(session, secret, GOOD)
        assert accounts.verify_password(account.password_hash, GOOD)
        with pytest.raises(Malformed) as refused:
            links.choose_password(session, secret, GOOD)
    assert refused.value.code == "link_expired"


def test_a_password_that_was_chosen_uses_up_every_link_for_one(world):
    with world.writing() as session:
        ann, zoe = accounts.find(session, "ann"), accounts.create(session, OPERATOR, "zoe")
        older, newer, other = (links.for_password(session, OPERATOR, one) for one in (ann, ann, zoe))
        links.choose_password(session, newer, GOOD)
        with pytest.raises(Malformed) as refused:
            links.open_link(session, older)
        assert links.open_link(session, other).account_id == zoe.id
    assert refused.value.code == "link_expired"


def test_a_disabled_person_chooses_no_password(world):
    with world.writing() as session:
        ann = accounts.find(session, "ann")
        secret = links.for_password(session, OPERATOR, ann)
        accounts.set_disabled(session, OPERATOR, ann)
        before = ann.password_hash
        with pytest.raises(Conflict) as refused:
            links.choose_password(session, secret, GOOD)
        assert refused.value.code == "account_disabled" and ann.password_hash == before
        accounts.set_disabled(session, OPERATOR, ann, disabled=False)
        assert links.choose_password(session, secret, GOOD) is ann


def test_a_link_expires(world):
    with world.writing() as session:
        secret = links.for_password(session, OPERATOR, accounts.find(session, "ann"))
        with time_machine.travel(clock.now() + links.LIFE + timedelta(seconds=1)), pytest.raises(Malformed):
            links.open_link(session, secret)


def test_an_invitation_makes_an_account_with_its_roles(world):
    with world.writing() as session:
        project = world.project(session)
        secret = links.invite(session, world.actor(session, "man"), project, ["annotator", "reviewer"])
        links.join(session, secret, "carla", GOOD)
        actor = world.actor(session, "carla")
    assert actor.roles[project.id] == {"annotator", "reviewer"}


def test_an_invitation_can_be_taken_by_someone_known(world):
    with world.writing() as session:
        project = world.project(session)
        secret = links.invite(session, OPERATOR, project, ["researcher"])
        links.join_as(session, secret, accounts.find(session, "out"))
        assert world.actor(session, "out").has(project.id, "researcher")


def test_only_a_manager_invites(world):
    with world.writing() as session, pytest.raises(Refused):
        links.invite(session, world.actor(session, "rev"), world.project(session), ["annotator"])


@pytest.mark.parametrize("roles", [[], ["admin"], ["annotator", "king"]])
def test_an_invitation_names_roles_that_exist(world, roles):
    with world.writing() as session, pytest.raises(Invalid):
        links.invite(session, OPERATOR, world.project(session), roles)


def test_a_secret_that_was_never_made_is_refused_like_a_used_one(world):
    with world.reading() as session, pytest.raises(Malformed) as refused:
        links.open_link(session, "guess")
    assert refused.value.code == "link_expired"


def is_open(session, secret) -> bool:
    try:
        return bool(links.open_link(session, secret))
    except Malformed:
        return False


def leave_manager(session, world, man):
    projects.add_member(session, OPERATOR, world.project(session), accounts.find(session, "rev"), "manager")
    projects.remove_member(session, OPERATOR, world.project(session), man, "manager")


def disable(session, world, man):
    accounts.set_disabled(session, OPERATOR, man)


def erase(session, world, man):
    projects.add_member(session, OPERATOR, world.project(session), accounts.find(session, "rev"), "manager")
    erasing.erase(session, OPERATOR, man, "asked for")


@pytest.mark.parametrize("end", [leave_manager, disable, erase])
def test_invitations_end_with_a_manager_who_may_have_kept_one(world, end):
    with world.writing() as session:
        man, project = accounts.find(session, "man"), world.project(session)
        secret = links.invite(session, world.actor(session, "man"), project, ["manager"])
        assert is_open(session, secret)
        end(session, world, man)
        assert not is_open(session, secret)


def test_other_roles_end_without_the_invitations(world):
    with world.writing() as session:
        secret = links.invite(session, world.actor(session, "man"), world.project(session), ["annotator"])
        projects.remove_member(
            session, OPERATOR, world.project(session), accounts.find(session, "rev"), "reviewer"
        )
        accounts.set_disabled(session, OPERATOR, accounts.find(session, "ann"))
        assert is_open(session, secret)


@pytest.mark.parametrize("end", [leave_manager, disable, erase])
def test_invitations_that_another_manager_made_stay(world, end):
    with world.writing() as session:
        projects.add_member(session, OPERATOR, world.project(session), accounts.find(session, "ben"), "manager")
        secret = links.invite(session, world.actor(session, "ben"), world.project(session), ["annotator"])
        end(session, world, accounts.find(session, "man"))
        assert is_open(session, secret)


def test_an_invitation_of_unknown_maker_ends_with_any_manager(world):
    with world.writing() as session:
        secret = links.invite(session, OPERATOR, world.project(session), ["annotator"])
        leave_manager(session, world, accounts.find(session, "man"))
        assert not is_open(session, secret)


def strip(session, account):
    accounts.set_admin(session, OPERATOR, account, False)


def shut_out(session, account):
    accounts.set_disabled(session, OPERATOR, account)


def forget(session, account):
    erasing.erase(session, OPERATOR, account, "asked for")


@pytest.mark.parametrize("end", [strip, shut_out, forget])
def test_password_links_end_with_an_admin_who_may_have_kept_one(world, end):
    with world.writing() as session:
        accounts.create(session, OPERATOR, "other admin", admin=True)
        adm = accounts.find(session, "adm")
        secret = links.for_password(session, world.actor(session, "adm"), accounts.find(session, "ann"))
        assert is_open(session, secret)
        end(session, adm)
        assert not is_open(session, secret)


@pytest.mark.parametrize("end", [strip, shut_out, forget])
def test_password_links_that_another_admin_made_stay(world, end):
    with world.writing() as session:
        accounts.create(session, OPERATOR, "other admin", admin=True)
        ann = accounts.find(session, "ann")
        secret = links.for_password(session, world.actor(session, "other admin"), ann)
        end(session, accounts.find(session, "adm"))
        assert is_open(session, secret)


def test_a_password_that_was_changed_uses_up_every_link_for_one(world):
    with world.writing() as session:
        ann, ben = accounts.find(session, "ann"), accounts.find(session, "ben")
        mine, other = (links.for_password(session, OPERATOR, one) for one in (ann, ben))
        accounts.set_password(session, ann, GOOD)
        assert (is_open(session, mine), is_open(session, other)) == (False, True)
