"""Fields by name, as what they were declared as; and a value that the answer carries instead of the one that was sent."""

import pytest
from django import forms
from django.http import QueryDict

from careerguide.lib.columns import column
from careerguide.lib.form_fields import answer_with, choice_field, field_of, row_field
from interviews.models import Question, Topic
from roles.models import Skill


class Ordered(forms.Form):
    text = forms.CharField()
    size = forms.ChoiceField()
    topic = forms.ModelChoiceField(queryset=Topic.objects.none(), required=False)


def test_choices_that_come_late_are_those_of_the_form_and_of_no_other() -> None:
    form = Ordered({"text": "x", "size": "m"})
    choice_field(form, "size").choices = [("m", "middling")]
    assert form.is_valid()
    assert not Ordered({"text": "x", "size": "m"}).is_valid()


def test_a_field_of_another_kind_is_noticed_at_once() -> None:
    form = Ordered()
    assert field_of(form, "text", forms.CharField) is form.fields["text"]
    assert row_field(form, "topic") is form.fields["topic"]
    with pytest.raises(TypeError, match=r"Ordered\.text is a CharField, not a ChoiceField"):
        choice_field(form, "text")
    with pytest.raises(TypeError, match=r"Ordered\.size is a ChoiceField, not a ModelChoiceField"):
        row_field(form, "size")


@pytest.mark.parametrize("prefix", [None, "second"])
def test_an_answer_carries_another_value_and_everything_else_that_was_sent(prefix: str | None) -> None:
    name = f"{prefix}-" if prefix else ""
    sent = QueryDict(f"{name}text=old&{name}size=s&{name}size=m")
    form = Ordered(sent, prefix=prefix)
    answer_with(form, "text", "new")
    assert form["text"].value() == "new"
    assert form.data.getlist(f"{name}size") == ["s", "m"]
    assert sent[f"{name}text"] == "old"


def test_a_column_by_name_and_never_the_other_end_of_a_relation() -> None:
    assert column(Question, "prompt").verbose_name == Question._meta.get_field("prompt").verbose_name
    with pytest.raises(TypeError, match=r"Skill\.requirements is no column"):
        column(Skill, "requirements")
