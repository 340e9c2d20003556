"""What of the corpus is wanted, and how."""

from __future__ import annotations

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from annotator.web.forms.fields import PageForm


class ExportForm(PageForm):
    """A format and the layers."""

    format = SelectField("Format", default="jsonl", validators=[InputRequired("Choose one.")])
    layers = RadioField("Layers", default="gold", validators=[InputRequired("Choose one.")])
