"""What of the corpus is wanted, and how."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from annotator.web.forms.fields import PageForm


class ExportForm(PageForm):
    """A format and the layers."""

    format = SelectField(_("Format"), default="jsonl", validators=[InputRequired(_("Choose one."))])
    layers = RadioField(_("Layers"), default="gold", validators=[InputRequired(_("Choose one."))])
