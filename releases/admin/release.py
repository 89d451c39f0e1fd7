"""Releases: the form in the order of the document, with the moves that are possible beside it."""

import copy

from django.contrib import admin, messages
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import path, reverse

from releases import editions, watch, workflow
from releases.admin import moves, planning, preflight, preview
from releases.admin.changes import ChangeHistoryAdmin
from releases.admin.edition import public_from
from releases.admin.release_form import FIELDSETS, ReleaseForm
from releases.admin.release_parts import PARTS
from releases.admin.widgets import TEXT_WIDGETS
from releases.admin.writing import WritingAdmin
from releases.models import Edition, Release, as_saved
from releases.vocabulary import ReleaseState, Verb

#: Written by the workflow, never by the form.
_WORKFLOW_FIELDS = {"state", "correction_kind", "correction_note", "planned_at", "is_at_once", "submitted_at"}
#: Written only when a save changed something.
_COUNTED = {"version", "updated_by", "updated_at"}
_EDITABLE = {ReleaseState.DRAFT, ReleaseState.IN_REVIEW, ReleaseState.APPROVED}
#: The moves in the order of a release's life, with what their buttons say.
_BUTTONS = {
    Verb.SUBMIT: "Submit…",
    Verb.PLAN: "Plan the instant…",
    Verb.APPROVE: "Approve…",
    Verb.SEND_BACK: "Send back…",
    Verb.SEAL: "Seal…",
    Verb.HOLD: "Hold…",
    Verb.CALL_BACK: "Call back…",
    Verb.CORRECT: "Correct…",
    Verb.GIVE_UP: "Give up the correction…",
    Verb.WITHDRAW: "Withdraw…",
}


@admin.register(Release)
class ReleaseAdmin(WritingAdmin, ChangeHistoryAdmin):
    """A draft is edited here; a sealed release is shown, with what can be done about it."""

    form = ReleaseForm
    formfield_overrides = TEXT_WIDGETS
    inlines = PARTS
    change_form_template = "admin/releases/release/change_form.html"
    list_display = ["headline", "standing", "category", "release_date", "review", "updated_at"]
    list_filter = ["state", "category", "needs_review"]
    search_fields = ["headline", "subheadline", "body"]
    list_select_related = ["updated_by"]
    actions = None
    fieldsets = FIELDSETS

    def get_urls(self):
        def wrap(view):
            return self.admin_site.admin_view(view)

        own = [
            path("<int:pk>/preview/", wrap(preview.preview), name="releases_release_preview"),
            path("<int:pk>/text/", wrap(preview.text_alone), name="releases_release_text"),
            path("<int:pk>/word/", wrap(preview.word), name="releases_release_word"),
            path("<int:pk>/files/<uuid:key>/<str:name>", wrap(preview.file), name="releases_release_file"),
            *(
                path(
                    f"<int:pk>/{verb.value}/",
                    wrap(getattr(moves, verb.name.lower())),
                    name=f"releases_release_{verb.name.lower()}",
                )
                for verb in _BUTTONS
            ),
        ]
        return own + super().get_urls()

    def get_fieldsets(self, request, obj=None):
        """Who can't change a release sees its article, as it was sealed or as it would be."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["article"]})]

    def get_readonly_fields(self, request, obj=None):
        return ["article"]

    def get_inlines(self, request, obj):
        return self.inlines if obj is None or self.has_change_permission(request, obj) else []

    @admin.display(description="")
    def article(self, release: Release) -> str:
        address = reverse("admin:releases_release_text", args=[release.pk])
        return render_to_string("admin/releases/release/text.html", {"address": address, "title": "The release"})

    def get_queryset(self, request):
        releases = super().get_queryset(request).prefetch_related("editions").annotate(desk_now=Now())
        return workflow.with_stops(releases)

    @admin.display(description="review", ordering="needs_review")
    def review(self, release: Release) -> str:
        return "needed" if release.needs_review else ""

    @admin.display(description="state", ordering="state")
    def standing(self, release: Release) -> str:
        if release.state != ReleaseState.SEALED:
            label = release.get_state_display().lower()
            stopped = Verb(release.stopped_by).label.lower() if release.stopped_by else ""
            return ", ".join(filter(None, ["correction" if release.correction_kind else "", label, stopped]))
        active = [edition for edition in release.editions.all() if not edition.called_back_at]
        try:
            return workflow.standing(max(active, key=lambda each: each.number), now=release.desk_now)
        except (ValueError, OverflowError):  # one broken release takes the list from nobody
            return "sealed, but its edition can't be read"

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.state in _EDITABLE)

    def has_delete_permission(self, request, obj=None):
        """A release that was ever sealed is a record and stays."""
        ever_sealed = obj is not None and (obj.editions.exists() or obj.history.exists())
        return super().has_delete_permission(request, obj) and obj is not None and not ever_sealed

    def change_view(self, request, object_id, form_url="", extra_context=None):
        release = self.get_object(request, object_id)
        if release is not None:
            extra_context = (extra_context or {}) | self._panel(request, release)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Saves the form's fields; the state is the workflow's alone."""
        if not change:
            obj.created_by = obj.updated_by = request.user
            obj.save()
            return
        form.before = as_saved(obj)
        names = {field.name for field in obj._meta.concrete_fields} - _WORKFLOW_FIELDS - _COUNTED - {"id", "key"}
        obj.save(update_fields=names)

    def save_related(self, request, form, formsets, change):
        """After the parts and links too are saved, count the version if anything changed, and see whether the approvals
        still hold."""
        super().save_related(request, form, formsets, change)
        if change and as_saved(form.instance) != form.before:
            form.instance.version += 1
            form.instance.updated_by = request.user
            form.instance.save(update_fields=_COUNTED)
        for voided in workflow.reconsider(form.instance, by=request.user):
            messages.warning(request, str(voided))

    def _panel(self, request, release: Release) -> dict:
        """What stands above the form: state, moves with the reasons against them, findings, notices of the import."""
        now = editions.database_now()
        newest = _newest(release)
        source = release.source_files.first()
        is_editable = release.state in _EDITABLE
        words = workflow.approvals.current(release)
        document = words.document
        against = {verb: workflow.against_verb(release, verb, by=request.user) for verb in _BUTTONS}
        if not against[Verb.APPROVE]:
            _, against[Verb.APPROVE] = workflow.open_sign_offs(release, words, by=request.user)
        return {
            "release": copy.copy(release),
            "edition": newest,
            "public_from": public_from(newest) if newest else "",
            "standing": workflow.standing(newest, now=now) if newest else "",
            "public_address": newest.path if newest and newest.live_at <= now else "",
            "planned": planning.planned(release, document.company.time_zone),
            "probe": watch.standing(release.pk, is_watched=_is_watched(release, newest, now)),
            "moves": [
                {
                    "label": label,
                    "url": reverse(f"admin:releases_release_{verb.name.lower()}", args=[release.pk]),
                    "reasons": against[verb],
                }
                for verb, label in _BUTTONS.items()
            ],
            "sign_offs": planning.sign_offs(release, words) if is_editable else (),
            "voided": workflow.approvals.voided(release, words) if is_editable else (),
            "preflight": preflight.context(release, workflow.report(release, document, now=now))
            if is_editable
            else None,
            "returned": workflow.returned(release) if is_editable else None,
            "notices": source.notices if source else (),
            "history": release.history.select_related("by")[:20],
        }


def _newest(release: Release) -> Edition | None:
    return Edition.objects.standing().filter(release=release).order_by("-number").first()


def _is_watched(release: Release, newest: Edition | None, now) -> bool:
    """Whether the self-probe has to ask for this release at present."""
    if release.state in _EDITABLE:
        return bool(release.planned_at and release.planned_at > now)
    return bool(newest and newest.live_at > now)
