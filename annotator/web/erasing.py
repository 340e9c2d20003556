"""Erase a person: a page that says what goes and what stays, and asks for the name."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Answer

from annotator.domain.names import name_key
from annotator.edge.asking import actor, reading, writing
from annotator.edge.status import status_of
from annotator.errors import Conflict, Invalid
from annotator.models import Account
from annotator.permissions import Act, require
from annotator.services.proof import erasing
from annotator.web.answers import done, page
from annotator.web.forms.people import EraseForm
from annotator.web.people import HERE, find
from schemas.sayings import say

bp = Blueprint("erasing_pages", __name__)
OTHER_NAME = _("This is not the user name; nothing was erased.")


@bp.get("/people/<account_id>/erase")
def show_erasure(account_id: str) -> Response:
    """Say what erasing takes away, and ask for the name."""
    require(actor(), Act.ACCOUNT_MANAGE)
    with reading() as opened:
        account = find(opened, account_id)
    return _show(EraseForm(), account)


@bp.post("/people/<account_id>/erase")
def erase(account_id: str) -> Response | Answer:
    """Erase the person whose name was typed."""
    require(actor(), Act.ACCOUNT_MANAGE)
    form = EraseForm(request.form)
    with reading() as opened:
        account = find(opened, account_id)
    if not form.validate():
        return _show(form, account, 422)
    if name_key(form.name.data) != account.name_key:
        form.name.errors = [OTHER_NAME]
        return _show(form, account, 422)
    try:
        with writing() as opened:
            gone = erasing.erase(opened, actor(), find(opened, account_id), form.basis.data)
    except (Conflict, Invalid) as error:
        form.refuse(error)
        return _show(form, account, status_of(error))
    return done(HERE, say("Erased, with the contents of %(gone)s changes.", gone=gone))


def _show(form: EraseForm, account: Account, status: int = 200) -> Response:
    return page("erase.html", status, form=form, person=account)
