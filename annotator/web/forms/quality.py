"""The pass mark and the controls of a project."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from annotator.web.forms.fields import PageForm
from schemas.sayings import say

MOST = 1000


class QualityForm(PageForm):
    """What opens real work, and how often it is controlled."""

    places: ClassVar[dict[str, str]] = {}

    pass_mark = IntegerField(
        _("Pass mark"),
        [Optional(), NumberRange(1, 100, _("A number from 1 to 100."))],
        description=_("Per cent, F1 by IoU against the gold of all test articles. Empty for no test."),
        render_kw={"min": 1, "max": 100, "inputmode": "numeric", "class": "short"},
    )
    control_every = IntegerField(
        _("A control after so many articles"),
        [Optional(), NumberRange(0, MOST, say("A number from 0 to %(most)s.", most=MOST))],
        description=_("Among so many articles that somebody is given evenly, one more is a control. 0 for none."),
        render_kw={"min": 0, "max": MOST, "inputmode": "numeric", "class": "short"},
    )
