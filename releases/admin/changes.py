"""The change history of a record: who changed what, with the words before and after."""

from dataclasses import dataclass

from auditlog.models import LogEntry
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.template.response import TemplateResponse
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe

from releases import rendering
from releases.admin.widgets import WholeText
from releases.document import richtext
from releases.models import WATCHED, entries_of, is_same
from releases.models.fields import InlineRichTextField, RichTextField

PER_PAGE = 50
_ACTS = {LogEntry.Action.CREATE: "added", LogEntry.Action.UPDATE: "changed", LogEntry.Action.DELETE: "removed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as HTML that is safe to show."""

    field: str
    html: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One save of the record or of one of its parts."""

    log: LogEntry
    title: str
    changes: tuple[Change, ...]


class ChangeHistoryAdmin(WholeText, admin.ModelAdmin):
    """Its “History” shows every change of the record and its parts, in the place of the admin's own list of saves."""

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        page = Paginator(entries_of(record), PER_PAGE).get_page(request.GET.get("page"))
        return TemplateResponse(
            request,
            "admin/releases/changes.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": "Change history",
                "record": record,
                "page": page,
                "entries": [entry for log in page if (entry := told(log, record)).changes],
            },
        )


def told(log: LogEntry, record: models.Model) -> Entry:
    """An entry in words."""
    model = log.content_type.model_class()
    act = _ACTS[log.action]
    if model is type(record):
        title = f"{str(model._meta.verbose_name).capitalize()} {act}"
    else:
        title = f"{str(model._meta.verbose_name).capitalize()} {act}: {log.object_repr}"
    fields = {field.name: field for field in model._meta.concrete_fields}
    # A part's way to its record is said by where it stands.
    way = WATCHED[type(record)].get(model)
    changes = [
        Change(_name(field), html)
        for name, field in fields.items()
        if name in log.changes_dict and name != way and (html := _difference(field, *log.changes_dict[name]))
    ]
    return Entry(log, title, tuple(changes))


def _difference(field: models.Field, before: str, after: str) -> str:
    """Before and after as HTML; empty when no reader could tell them apart."""
    if is_same(field, before, after):
        return ""
    if isinstance(field, RichTextField):
        clean = richtext.sanitise_inline if isinstance(field, InlineRichTextField) else richtext.sanitise
        old, new = (clean("" if text == "None" else text) for text in (before, after))
        return mark_safe(f'<div class="redline">{rendering.redline_text(old, new)}</div>')
    old, new = (_value(field, text) for text in (before, after))
    if old == new:
        return ""
    if not old:
        return format_html("<ins>{}</ins>", mark_safe(linebreaks(new, autoescape=True)))
    if not new:
        return format_html("<del>{}</del>", mark_safe(linebreaks(old, autoescape=True)))
    return format_html(
        "<del>{}</del><ins>{}</ins>",
        mark_safe(linebreaks(old, autoescape=True)),
        mark_safe(linebreaks(new, autoescape=True)),
    )


def _value(field: models.Field, text: str) -> str:
    """A logged text as the form would show it."""
    if text == "None":
        return ""
    if isinstance(field, models.ForeignKey):
        named = field.remote_field.model._default_manager.filter(pk=text).first()
        return str(named) if named else f"No. {text}, which is gone"
    if isinstance(field, models.BooleanField):
        return {"True": "yes", "False": "no"}[text]
    return str(dict(field.flatchoices).get(text, text))


def _name(field: models.Field) -> str:
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]
