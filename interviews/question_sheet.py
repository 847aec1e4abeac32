"""Questions as a spreadsheet: one row a question, its key points one a line in a cell of each language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from careerguide.lib.curated import Curated
from interviews.models import KeyPoint, Question, Round, Topic
from roles.models import Skill

LANGUAGES = ("en", "zh_hans")


class SlugWidget(widgets.ForeignKeyWidget):  # type: ignore[misc]
    """A row by its slug, with an error that names what is missing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The row of this slug."""
        try:
            found = super().clean(str(value or "").strip(), row, **kwargs)
        except self.model.DoesNotExist:
            found = None
        if found is None:
            raise ValueError(_("there is no %(kind)s “%(slug)s”") % {"kind": self.model._meta.verbose_name, "slug": value})
        return found


class SlugsWidget(widgets.ManyToManyWidget):  # type: ignore[misc]
    """Rows by their slugs, separated by commas."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The rows of these slugs; an unknown one is an error, not an omission."""
        slugs = [slug.strip() for slug in str(value or "").split(",") if slug.strip()]
        found = list(self.model._default_manager.filter(slug__in=slugs))
        unknown = set(slugs) - {target.slug for target in found}
        if unknown:
            raise ValueError(_("there is no skill “%(slug)s”") % {"slug": ", ".join(sorted(unknown))})
        return found


class QuestionSheet(resources.ModelResource):  # type: ignore[misc]
    """The bank; never a learner's private question."""

    topic = fields.Field("topic", "topic", SlugWidget(Topic, "slug"))
    round = fields.Field("round", "round", SlugWidget(Round, "slug"))
    skills = fields.Field("skills", "skills", SlugsWidget(Skill, field="slug", separator=", "))
    key_points_en = fields.Field(column_name="key_points_en")
    key_points_zh_hans = fields.Field(column_name="key_points_zh_hans")

    class Meta:
        model = Question
        import_id_fields = ("slug",)
        fields = ("slug", "topic", "round", "difficulty", "order", "skills", "prompt_en", "prompt_zh_hans",
                  "key_points_en", "key_points_zh_hans")  # fmt: skip
        export_order = fields
        clean_model_instances = True
        skip_unchanged = False
        use_transactions = True
        store_instance = True

    def get_queryset(self) -> QuerySet[Question]:
        """Only the bank."""
        return Question.objects.filter(owner=None)

    def _points(self, question: Question, language: str) -> str:
        return "\n".join(getattr(point, f"text_{language}") or "" for point in question.key_points.all())

    def dehydrate_key_points_en(self, question: Question) -> str:
        """English key points, one a line."""
        return self._points(question, "en")

    def dehydrate_key_points_zh_hans(self, question: Question) -> str:
        """Chinese key points, one a line."""
        return self._points(question, "zh_hans")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """A heading that is missing is said once, not once per row."""
        missing = [name for name in self._meta.fields if name not in (dataset.headers or [])]
        if missing:
            raise ValueError(_("The heading lacks: %(names)s") % {"names": ", ".join(missing)})
        slugs = [str(slug or "") for slug in dataset["slug"]]
        twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
        if twice:
            raise ValueError(_("There twice: %(names)s") % {"names": ", ".join(twice)})

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """Both languages of a key point belong together."""
        lines = {language: _lines(row[f"key_points_{language}"]) for language in LANGUAGES}
        if len(lines["en"]) != len(lines["zh_hans"]):
            raise ValidationError({"key_points_en": [_("The two languages have different numbers of key points.")]})
        if len(lines["en"]) < 2:
            raise ValidationError({"key_points_en": [_("A question has at least two key points.")]})
        for language in LANGUAGES:
            if not str(row[f"prompt_{language}"] or "").strip():
                raise ValidationError({f"prompt_{language}": [_("Write this in both languages.")]})

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """A new question is a draft; a change is its curator's."""
        if instance._state.adding:
            instance.status = Curated.Status.DRAFT
        instance._history_user = kwargs.get("user")

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Write the key points in place."""
        stored = list(instance.key_points.all())
        pairs = list(zip(_lines(row["key_points_en"]), _lines(row["key_points_zh_hans"]), strict=True))
        for index, (english, chinese) in enumerate(pairs):
            point: Any = stored[index] if index < len(stored) else KeyPoint(question=instance)
            point.text_en, point.text_zh_hans, point.order = english, chinese, index + 1
            point._history_user = kwargs.get("user")
            point.full_clean()
            point.save()
        for surplus in stored[len(pairs) :]:
            surplus.delete()


def _lines(value: Any) -> list[str]:
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]
