"""Questions as a spreadsheet: one row a question, its key points one a line in a cell of each language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from import_export import fields, widgets
from import_export.instance_loaders import CachedInstanceLoader

from careerguide.lib.curated import Curated
from careerguide.lib.curation.history import sign
from careerguide.lib.curation.sheets import SheetResource
from interviews.models import KeyPoint, Question, Round, Topic
from roles.models import Skill

LANGUAGES = ("en", "zh_hans")


class SlugWidget(widgets.ForeignKeyWidget):  # type: ignore[misc]
    """A row by its slug, all of them read once; an unknown one is named."""

    @cached_property
    def known(self) -> dict[str, Any]:
        """Every row by slug."""
        return {row.slug: row for row in self.model._default_manager.all()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The row of this slug."""
        slug = str(value or "").strip()
        if slug not in self.known:
            raise ValueError(_("there is no %(kind)s “%(slug)s”") % {"kind": self.model._meta.verbose_name, "slug": slug})
        return self.known[slug]


class SlugsWidget(widgets.ManyToManyWidget):  # type: ignore[misc]
    """Rows by their slugs, separated by commas; an unknown one is an error, not an omission."""

    @cached_property
    def known(self) -> dict[str, Any]:
        """Every row by slug."""
        return {row.slug: row for row in self.model._default_manager.all()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The rows of these slugs."""
        slugs = [slug.strip() for slug in str(value or "").split(",") if slug.strip()]
        unknown = [slug for slug in slugs if slug not in self.known]
        if unknown:
            raise ValueError(_("there is no skill “%(slug)s”") % {"slug": ", ".join(unknown)})
        return [self.known[slug] for slug in slugs]


class QuestionSheet(SheetResource):
    """The bank; never a learner's private question."""

    # The widgets are made anew for each sheet (a class attribute would keep the rows of an earlier one).
    topic = fields.Field("topic", "topic")
    round = fields.Field("round", "round")
    skills = fields.Field("skills", "skills")
    key_points_en = fields.Field(column_name="key_points_en")
    key_points_zh_hans = fields.Field(column_name="key_points_zh_hans")

    class Meta:
        model = Question
        import_id_fields = ("slug",)
        fields = ("slug", "topic", "round", "difficulty", "order", "skills", "prompt_en", "prompt_zh_hans",
                  "key_points_en", "key_points_zh_hans")  # fmt: skip
        export_order = fields
        clean_model_instances = True
        instance_loader_class = CachedInstanceLoader
        skip_unchanged = False
        use_transactions = True
        store_instance = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["topic"].widget = SlugWidget(Topic, "slug")
        self.fields["round"].widget = SlugWidget(Round, "slug")
        self.fields["skills"].widget = SlugsWidget(Skill, field="slug", separator=", ")

    def get_queryset(self) -> QuerySet[Question]:
        """Only the bank, with everything that a row of the sheet shows."""
        bank = Question.objects.filter(owner=None)
        return bank.select_related("topic", "round").prefetch_related("skills", "key_points")

    def export(self, queryset: Any = None, **kwargs: Any) -> Any:
        """A constant number of queries, however many rows."""
        rows = self.get_queryset() if queryset is None else self.get_queryset().filter(pk__in=queryset.order_by().values("pk"))
        return super().export(rows, **kwargs)

    def _points(self, question: Question, language: str) -> str:
        if not question.pk:
            return ""
        return "\n".join(getattr(point, f"text_{language}") or "" for point in question.key_points.all())

    def dehydrate_key_points_en(self, question: Question) -> str:
        """English key points, one a line."""
        return self._points(question, "en")

    def dehydrate_key_points_zh_hans(self, question: Question) -> str:
        """Chinese key points, one a line."""
        return self._points(question, "zh_hans")

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Whether the sheet says exactly what is stored; a refused row is never skipped, so that it is told."""
        if import_validation_errors or not original.pk:
            return False
        for field in self.get_import_fields():
            stored, sent = instance.stored_cells[field.column_name], str(row.get(field.column_name) or "")
            if field.column_name == "skills":
                stored, sent = (", ".join(sorted(_parts(text))) for text in (stored, sent))
            if stored.strip() != "\n".join(_lines(sent)) and stored.strip() != sent.strip():
                return False
        return True

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
        if not _parts(str(row["skills"] or "")):
            raise ValidationError({"skills": [_("A question names at least one skill.")]})
        for language in LANGUAGES:
            if not str(row[f"prompt_{language}"] or "").strip():
                raise ValidationError({f"prompt_{language}": [_("Write this in both languages.")]})

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """A new question is a draft; a change is its curator's."""
        if instance._state.adding:
            instance.status = Curated.Status.DRAFT
        sign(instance, by=kwargs.get("user"), at=timezone.now())

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Write the key points in place."""
        stored = list(instance.key_points.all())
        pairs = list(zip(_lines(row["key_points_en"]), _lines(row["key_points_zh_hans"]), strict=True))
        for index, (english, chinese) in enumerate(pairs):
            point: Any = stored[index] if index < len(stored) else KeyPoint(question=instance)
            point.text_en, point.text_zh_hans, point.order = english, chinese, index + 1
            sign(point, by=kwargs.get("user"), at=instance._history_date)
            point.full_clean()
            point.save()
        for surplus in stored[len(pairs) :]:
            sign(surplus, by=kwargs.get("user"), at=instance._history_date)
            surplus.delete()
        vars(instance).pop("_prefetched_objects_cache", None)  # what was fetched before no longer holds


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _lines(value: Any) -> list[str]:
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]
