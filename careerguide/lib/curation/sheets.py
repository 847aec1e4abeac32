"""Spreadsheets for curators: typed cells out, every change shown before anything is written in."""

import csv
import io
from typing import Any

import tablib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from import_export.admin import ImportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.resources import Diff, ModelResource

MOST_BYTES = 2_000_000
MOST_ROWS = 2_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")
"""With these a spreadsheet would begin to calculate; a text that begins so gets an apostrophe before it in CSV."""


class TypedXLSX(XLSX):  # type: ignore[misc]
    """A workbook whose texts are texts: nothing in it is ever run as a formula, and none is read."""

    def export_data(self, dataset: Any, **_kwargs: Any) -> bytes:
        """Write each cell with its type."""
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        book = Workbook()
        sheet = book.active
        for number, values in enumerate([dataset.headers, *dataset], start=1):
            for column, value in enumerate(values, start=1):
                cell = sheet.cell(row=number, column=column)
                if isinstance(value, int):
                    cell.value = value
                else:
                    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value or ""))
                    cell.data_type = "s"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def create_dataset(self, in_stream: bytes) -> Any:
        """Read the first sheet; a formula is refused rather than trusted."""
        from openpyxl import load_workbook

        if len(in_stream) > MOST_BYTES:
            raise ValueError(_("The file is larger than 2 MB."))
        sheet = load_workbook(io.BytesIO(in_stream), read_only=True, data_only=False).active
        rows = []
        for cells in sheet.iter_rows(max_row=MOST_ROWS + 2):
            formula = next((cell.coordinate for cell in cells if cell.data_type == "f"), None)
            if formula:
                raise ValueError(_("Cell %(cell)s holds a formula. Paste its value instead.") % {"cell": formula})
            rows.append([cell.value for cell in cells])
        return _dataset(rows)


class SafeCSV(CSV):  # type: ignore[misc]
    """CSV that a spreadsheet may open: what looks like a formula carries an apostrophe, which reading takes off again."""

    def export_data(self, dataset: Any, **_kwargs: Any) -> str:
        """Write with apostrophes where needed."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(dataset.headers)
        for row in dataset:
            writer.writerow([f"'{value}" if str(value or "").startswith(DANGEROUS) else value for value in row])
        return "\ufeff" + out.getvalue()

    def create_dataset(self, in_stream: bytes | str) -> Any:
        """Read, taking exactly one apostrophe off; the store between preview and confirmation hands bytes over."""
        if len(in_stream) > MOST_BYTES:
            raise ValueError(_("The file is larger than 2 MB."))
        try:
            text = in_stream.decode("utf-8-sig") if isinstance(in_stream, bytes) else in_stream.removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise ValueError(_("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from error
        rows = list(csv.reader(io.StringIO(text), strict=True))
        plain = [
            [value[1:] if value.startswith("'") and value[1:].startswith(DANGEROUS) else value for value in row] for row in rows
        ]
        return _dataset(plain)


def _dataset(rows: list[list[Any]]) -> Any:
    """The rows that hold something, under their heading; `sheet_rows` are the numbers that a spreadsheet shows beside them."""
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(value not in (None, "") for value in row)]
    if not numbered:
        raise ValueError(_("The file is empty."))
    if len(numbered) > MOST_ROWS + 1:
        raise ValueError(_("The file has more than 2,000 rows."))
    (_number, heading), *told = numbered
    for number, row in told:
        if len(row) != len(heading):
            raise ValueError(_("Row %(row)s does not have as many cells as the heading.") % {"row": number})
    dataset = tablib.Dataset(*(row for _number, row in told), headers=[str(value or "").strip() for value in heading])
    dataset.sheet_rows = [number for number, _row in told]
    return dataset


def read_sheet(data: bytes) -> Any:
    """The rows of an uploaded file, whichever of our formats it has; raises ValueError in words for its sender."""
    kind = "xlsx" if data[:2] == b"PK" else "csv"  # a workbook is a ZIP archive
    try:
        return FORMATS[kind]().create_dataset(data)
    except Exception as error:  # the parsers of a workbook raise whatever they stumble over
        if type(error) is ValueError:
            raise
        raise ValueError(_("This is neither a workbook (XLSX) nor a CSV file.")) from error


def sheet_response(kind: str, dataset: Any, name: str) -> HttpResponse:
    """The rows as a file to keep; 404 for a format that is not ours."""
    if kind not in FORMATS:
        raise Http404
    file_format = FORMATS[kind]()
    response = HttpResponse(file_format.export_data(dataset), content_type=file_format.get_content_type())
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


class SheetResource(ModelResource):  # type: ignore[misc]
    """Remembers what the sheet would say of a stored row before the row is written over."""

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        """Read the cells now: the copy that the library makes for later loses the relations that were fetched ahead."""
        instance, new = super().get_or_init_instance(instance_loader, row)
        instance.stored_cells = {field.column_name: self.cell(field, instance) for field in self.get_import_fields()}
        return instance, new

    def cell(self, field: Any, instance: Any) -> str:
        """What the sheet says in one cell."""
        return str(self.export_field(field, instance) or "")

    def import_data(self, dataset: Any, *args: Any, **kwargs: Any) -> Any:
        """Tell every wrong row by the number that the spreadsheet shows beside it."""
        result = super().import_data(dataset, *args, **kwargs)
        numbers = getattr(dataset, "sheet_rows", range(2, len(dataset) + 2))
        problems = [(number, [str(error.error) for error in errors]) for number, errors in result.row_errors()]
        problems += [(row.number, _problems_of(row)) for row in result.invalid_rows]
        result.wrong_rows = sorted((numbers[number - 1], texts) for number, texts in problems)
        return result

    @classmethod
    def get_diff_class(cls) -> "type[PlainDiff]":
        """Without inline styles."""
        return PlainDiff


def _problems_of(row: Any) -> list[str]:
    colon = pgettext("after a label", ": ")
    told = [f"{name}{colon}{' '.join(texts)}" for name, texts in row.field_specific_errors.items()]
    return [*told, *row.non_field_specific_errors]


class PlainDiff(Diff):  # type: ignore[misc]
    """Before and after of a row, without the inline styles that the policy forbids."""

    def __init__(self, resource: Any, instance: Any, new: bool) -> None:
        self.new, self.left = new, list(instance.stored_cells.values())
        self.right: list[str] = []

    def compare_with(self, resource: Any, instance: Any) -> None:
        """Read what the row has become."""
        self.right = [resource.cell(field, instance) for field in resource.get_import_fields()]

    def as_html(self) -> list[str]:
        """One cell a field: what is new stands out, what goes is struck through."""
        cells = []
        for before, after in zip(self.left, self.right, strict=True):
            if before == after:
                cells.append(after)
            elif before and not self.new:
                cells.append(format_html("<del>{}</del> <ins>{}</ins>", before, after))
            else:
                cells.append(format_html("<ins>{}</ins>", after))
        return cells


FORMATS: dict[str, Any] = {"xlsx": TypedXLSX, "csv": SafeCSV}


class SheetMixin(ImportMixin):  # type: ignore[misc]
    """Adds “Import” and two downloads to a curated list; subclasses name `resource_classes`."""

    import_formats = list(FORMATS.values())
    import_template_name = "curation/import.html"
    import_export_change_list_template = None
    sheet_links = (("xlsx", gettext_lazy("Download (XLSX)")), ("csv", gettext_lazy("Download (CSV)")))

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Importing changes rows and adds drafts."""
        return bool(self.has_change_permission(request) and self.has_add_permission(request))

    def get_urls(self) -> list[URLPattern]:
        """The downloads beside the pages of the import."""
        options = self.model._meta
        view = self.admin_site.admin_view(self.download)
        return [
            path("download/<str:kind>/", view, name=f"{options.app_label}_{options.model_name}_download"),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Every row that the curator may see, as one sheet."""
        if kind not in FORMATS:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows: QuerySet[Any] = self.get_queryset(request)
        return sheet_response(kind, self.resource_classes[0]().export(rows), str(self.model._meta.model_name))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list with the ways in and out."""
        links: list[tuple[Any, Any]] = [(self.address("download", kind), label) for kind, label in self.sheet_links]
        if self.has_import_permission(request):
            links.insert(0, (self.address("import"), _("Import a spreadsheet")))
        return super().changelist_view(request, {"sheet_links": links, **(extra_context or {})})

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """Say what is wrong with the file, in our words where we know."""
        told = str(e) if type(e) is ValueError else _("This is not a file of the chosen format.")
        form.add_error("import_file", told)

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        """Say what the import did."""
        facts = {"new": result.totals["new"], "changed": result.totals["update"], "same": result.totals["skip"]}
        messages.success(
            request, _("Imported: %(new)s new as drafts, %(changed)s changed, %(same)s the same as before.") % facts
        )
