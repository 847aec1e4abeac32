"""What is drawn by hand is what Django's own templates draw, apart from empty lines between options and boxes."""

import datetime
import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.utils.functional import lazystr
from django.utils.safestring import SafeString

from careerguide.lib.form_drawing import FormRenderer

HOSTILE = "\"><script>&amp;'</script>"
CHOICES = [
    ("", "–"),
    ("a", HOSTILE),
    (HOSTILE, "b"),
    (7, lazystr("<lazy>")),
    ("Group & co", [("x", SafeString("<b>x</b>")), ("y", "y")]),
]
WIDGETS = [
    forms.TextInput(), forms.NumberInput(), forms.EmailInput(), forms.URLInput(), forms.PasswordInput(render_value=True),
    forms.HiddenInput(), forms.DateInput(attrs={"type": "date"}), forms.DateTimeInput(), forms.TimeInput(),
    forms.CheckboxInput(), forms.ColorInput(), forms.SearchInput(), forms.TelInput(), forms.Textarea(), forms.FileInput(),
    forms.Select(choices=CHOICES), forms.NullBooleanSelect(), forms.RadioSelect(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES), forms.CheckboxSelectMultiple(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES, attrs={"class": HOSTILE}),
]  # fmt: skip
VALUES = [None, "", "a", HOSTILE, "\n two\n lines", 0, 7, True, False, "x", SafeString("<b>"), datetime.date(2026, 1, 2)]
ATTRIBUTES = {
    "id": "id_a",
    "required": True,
    "disabled": False,
    "maxlength": 80,
    "title": HOSTILE,
    "data-x": SafeString("&amp;"),
}


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_widget_is_as_django_draws_it(widget: forms.Widget, value: object) -> None:
    for attributes in (ATTRIBUTES, {}, None):
        drawn, own = (widget.render(HOSTILE, value, attributes, renderer) for renderer in (FormRenderer(), TemplatesSetting()))
        assert drawn == re.sub(r"\n\n(?= *</?(?:option|optgroup|select|div))", "\n", own)


def test_errors_are_as_django_draws_them() -> None:
    for errors in ([], [HOSTILE], ["one", SafeString("<b>two</b>")]):
        drawn, own = (
            str(ErrorList(errors, renderer=renderer, field_id="id_a", error_class="wide"))
            for renderer in (FormRenderer(), TemplatesSetting())
        )
        assert drawn == own


class Example(forms.Form):
    name = forms.CharField(label=HOSTILE, help_text='<a href="/help/">Help</a>')
    agreed = forms.BooleanField(label="Agreed")
    size = forms.ChoiceField(label="Size", choices=[("s", "small")], widget=forms.RadioSelect, help_text="How much")


def test_a_field_of_the_house() -> None:
    form = Example({"name": HOSTILE})
    name, agreed, size = (form[field].as_field_group() for field in ("name", "agreed", "size"))
    assert "<script" not in name
    assert '<label for="id_name">&quot;&gt;' in name
    assert '<div class="help" id="id_name_helptext"><a href="/help/">Help</a></div>' in name
    assert 'aria-describedby="id_name_helptext"' in name
    assert "errorlist" not in name
    assert agreed.index("<input") < agreed.index("<label") < agreed.index('<ul class="errorlist" id="id_agreed_error">')
    assert '<fieldset aria-describedby="id_size_helptext id_size_error"><legend>Size</legend>' in size
    assert size.count("<fieldset") == size.count("</fieldset>") == 1
