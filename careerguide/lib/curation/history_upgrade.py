"""For migrations only: versions from before links were kept, and before one save had one moment. Shipped, so never changed."""

from datetime import timedelta
from typing import Any

A_SAVE_TAKES = timedelta(seconds=2)
A_LOAD_TAKES = timedelta(minutes=2)


def keep_links(apps: Any, model_label: str) -> None:
    """What a row is tied to now belongs to its newest version; of older ones it is not known and stays NULL."""
    app_label, model_name = model_label.split(".")
    model, history = apps.get_model(app_label, model_name), apps.get_model(app_label, f"Historical{model_name}")
    newest = {record.id: record for record in history.objects.order_by("history_date", "history_id")}
    links: dict[Any, dict[str, list[Any]]] = {pk: {} for pk in newest}
    for field in model._meta.many_to_many:
        through = field.remote_field.through
        if not through._meta.auto_created:
            continue
        for kept in links.values():
            kept[field.name] = []
        pairs = through.objects.values_list(f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id")
        for row, target in pairs.order_by("pk"):
            if row in links:
                links[row][field.name].append(target)
    for pk, record in newest.items():
        record.links = {name: sorted(keys) for name, keys in links[pk].items()}
    history.objects.bulk_update(newest.values(), ["links"], batch_size=200)


def join_parts(apps: Any, model_label: str, part_label: str, link: str) -> None:
    """Parts were stored right after their row: give their versions the moment of the row's, so that both are one state."""
    app_label, model_name = model_label.split(".")
    rows = apps.get_model(app_label, f"Historical{model_name}").objects.order_by("history_date", "history_id")
    moments: dict[Any, list[tuple[Any, Any]]] = {}
    for pk, when, who in rows.values_list("id", "history_date", "history_user_id"):
        moments.setdefault(pk, []).append((when, who))
    moved = []
    part_app, part_name = part_label.split(".")
    for record in apps.get_model(part_app, f"Historical{part_name}").objects.all():
        who = record.history_user_id
        latest = A_SAVE_TAKES if who else A_LOAD_TAKES
        near = [
            when
            for when, writer in moments.get(getattr(record, f"{link}_id"), ())
            if writer == who and timedelta(0) < record.history_date - when <= latest
        ]
        if near:
            record.history_date = max(near)
            moved.append(record)
    if moved:
        type(moved[0]).objects.bulk_update(moved, ["history_date"], batch_size=500)
