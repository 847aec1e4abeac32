"""How forms are drawn: the field of the house, and Django's everyday widgets without a template for each of their parts.

Django draws a text field with six templates; a form of fifteen fields so costs as much as a whole page. Widgets come out as
Django's own templates draw them (a test compares), and whatever is not listed in `_DRAWN` goes through its template.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms import BoundField, CheckboxInput
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Context = Mapping[str, Any]


class FormRenderer(TemplatesSetting):
    """Templates of the site, apart from what is drawn here."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The template with this context."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return SafeString(super().render(template_name, context, request))
        return mark_safe(draw(context))  # noqa: S308  (each drawing escapes what it places)


def _text(value: Any) -> str:
    """Escaped unless it is safe already, as a template would place it."""
    return escape(value) if type(value) is str else str(conditional_escape(value))


def _attributes(attributes: Mapping[str, object]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{_text(value if isinstance(value, str) else str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )


def _input(context: Context) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{_text(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _textarea(context: Context) -> str:
    widget = context["widget"]
    # The line break after the tag belongs to it: without it, a text that begins with one would lose it.
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>\n{value}</textarea>'


def _option(option: Context) -> str:
    return f'<option value="{_text(str(option["value"]))}"{_attributes(option["attrs"])}>{_text(option["label"])}</option>'


def _select(context: Context) -> str:
    widget, drawn = context["widget"], []
    for name, options, _index in widget["optgroups"]:
        rows = "".join(f"\n  {_option(option)}" for option in options)
        drawn.append(f'\n  <optgroup label="{_text(name)}">{rows}\n  </optgroup>' if name else rows)
    return f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{"".join(drawn)}\n</select>'


def _boxes(context: Context) -> str:
    """Boxes to tick or buttons to choose from, each within its label."""
    widget, drawn = context["widget"], []
    for name, options, _index in widget["optgroups"]:
        rows = "".join(f"<div>\n    {_labelled(option)}\n</div>" for option in options)
        drawn.append(f"\n  <div><label>{_text(name)}</label>{rows}\n  </div>" if name else rows)
    own = {name: widget["attrs"][name] for name in ("id", "class") if widget["attrs"].get(name)}
    return f"<div{_attributes(own)}>{''.join(drawn)}\n</div>"


def _labelled(option: Context) -> str:
    box = _input({"widget": option})
    if not option["wrap_label"]:
        return box
    place = f' for="{_text(option["attrs"]["id"])}"' if option["attrs"].get("id") else ""
    return f"<label{place}>{box}\n {_text(option['label'])}</label>"


def _errors(context: Context) -> str:
    if not context["errors"]:
        return ""
    field_id = context["errors"].field_id
    name = f' id="{_text(field_id)}_error"' if field_id else ""
    rows = "".join(f"<li>{_text(error)}</li>" for error in context["errors"])
    return f'<ul class="{_text(context["error_class"])}"{name}>{rows}</ul>'


def _field(context: Context) -> str:
    """A field of the house: label, control, help, errors; a box to tick stands before its label."""
    field: BoundField = context["field"]
    label, help_text, errors = _text(field.label) if field.label else "", str(field.help_text or ""), field.errors
    if field.use_fieldset:
        about = f' aria-describedby="{_text(field.aria_describedby)}"' if field.aria_describedby else ""
        legend = f"<legend>{label}</legend>" if label else ""
        opened, closed = f'<div class="field">\n<fieldset{about}>{legend}\n{field}', "</fieldset></div>"
    else:
        named = f'<label for="{_text(field.id_for_label)}">{label}</label>' if label else ""
        is_box = isinstance(field.field.widget, CheckboxInput)
        opened = f'<div class="field check">{field}{named}' if is_box else f'<div class="field">\n{named}\n{field}'
        closed = "</div>"
    help_id = f' id="{_text(field.auto_id)}_helptext"' if field.auto_id else ""
    # Help is written by us and may hold links, as everywhere in Django.
    explained = f'<div class="help"{help_id}>{help_text}</div>' if help_text else ""
    return f"{opened}\n{explained}\n{errors if errors else ''}\n{closed}"


_INPUTS = (
    "checkbox", "color", "date", "datetime", "email", "hidden", "number", "password", "search", "tel", "text", "time", "url"
)  # fmt: skip
_DRAWN: dict[str, Callable[[Context], str]] = {
    "django/forms/field.html": _field,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/checkbox_select.html": _boxes,
    "django/forms/widgets/radio.html": _boxes,
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
}
