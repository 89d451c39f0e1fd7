"""What sealing the words in an unsaved form would make: for the live preview, and for two editors who must see both."""

from auditlog.context import disable_auditlog
from django.contrib.admin.utils import flatten_fieldsets
from django.db import DatabaseError, transaction
from django.http import QueryDict

from releases import workflow
from releases.document import Document
from releases.models import Release

#: More rows than any release has parts.
_MOST_ROWS = 1000


def typed_document(model_admin, request, release: Release | None) -> tuple[Document, tuple[str, ...]]:
    """The document that sealing the posted form would make, and what could not be taken in, in sentences.

    The parts are saved by the form's own code and rolled back, so that composing needs no second way. Nothing remains.
    """
    with disable_auditlog(), transaction.atomic():
        result = _composed(model_admin, request, release)
        transaction.set_rollback(True)
    return result


def reconciled(model_admin, values: QueryDict, release: Release | None) -> QueryDict:
    """The posted values, with rows whose record was deleted meanwhile as new rows: a form can only save rows it finds."""
    values = values.copy()
    for inline in model_admin.inlines:
        prefix = inline.model._meta.get_field("release").remote_field.get_accessor_name()
        total = values.get(f"{prefix}-TOTAL_FORMS", "")
        if not (total.isdigit() and int(total) <= _MOST_ROWS):
            continue
        standing = set()
        if release is not None:
            standing = {str(key) for key in inline.model.objects.filter(release=release).values_list("pk", flat=True)}
        rows = [_row(values, f"{prefix}-{at}-") for at in range(int(total))]
        if all(row.get("id", [""])[0] in {*standing, ""} for row in rows):
            continue
        kept = [row for row in rows if row.get("id", [""])[0] in standing]
        fresh = [row | {"id": [""]} for row in rows if row not in kept and "DELETE" not in row]
        for name in [name for name in values if name.startswith(tuple(f"{prefix}-{at}-" for at in range(int(total))))]:
            del values[name]
        for at, row in enumerate([*kept, *fresh]):
            for name, given in row.items():
                values.setlist(f"{prefix}-{at}-{name}", given)
        values[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(fresh))
        values[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return values


def _row(values: QueryDict, prefix: str) -> dict[str, list[str]]:
    return {name.removeprefix(prefix): given for name, given in values.lists() if name.startswith(prefix)}


def _composed(model_admin, request, release: Release | None) -> tuple[Document, tuple[str, ...]]:
    working = Release.objects.get(pk=release.pk) if release else Release()
    form_class = model_admin.get_form(
        request, release, change=bool(release), fields=flatten_fieldsets(model_admin.get_fieldsets(request, release))
    )
    form = form_class(request.POST, {}, instance=working)
    form.is_rehearsal = True
    problems = [
        f"{form.fields[name].label or name}: {' '.join(errors)}" if name in form.fields else " ".join(errors)
        for name, errors in form.errors.items()
    ]
    if release is None:
        working.headline = working.headline or "…"
        working.save()
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, release):
        if inline.has_change_permission(request, release):
            prefix = formset_class.get_default_prefix()
            formset = formset_class(
                request.POST, {}, instance=working, prefix=prefix, queryset=inline.get_queryset(request)
            )
            problems += _save_rows(formset, str(inline.opts.verbose_name))
    working.headline = form.cleaned_data.get("headline", request.POST.get("headline", ""))
    return workflow.approvals.current(working).document, tuple(problems)


def _save_rows(formset, name: str) -> list[str]:
    """Save what is complete; returns a sentence for each row that is not."""
    if not formset.management_form.is_valid():
        return []
    problems = []
    rows = [row for row in formset.forms if not row.empty_permitted or row.has_changed()]
    rows.sort(key=lambda row: not _is_deleted(formset, row))
    for number, row in enumerate(rows, start=1):
        if _is_deleted(formset, row):
            if row.instance.pk:
                row.instance.delete()
            continue
        try:
            with transaction.atomic():
                if not row.is_valid():
                    raise ValueError(" ".join(sentence for errors in row.errors.values() for sentence in errors))
                if row.has_changed():
                    row.save()
        except (DatabaseError, ValueError) as error:
            problems.append(f"{name.capitalize()} {number} is not shown as typed: {error}")
    return problems


def _is_deleted(formset, row) -> bool:
    return formset.can_delete and row.data.get(row.add_prefix("DELETE"), "") not in ("", "false", "False")
