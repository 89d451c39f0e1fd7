"""Writing at the desk: live preview, drafts, and two people at one release, around the admin's own form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from releases import rendering, workflow
from releases.admin import drafts, preflight, preflight_reasons, preview, redline, release_form, typed
from releases.models import Release


class WritingAdmin:
    """Mix in before the release's ModelAdmin."""

    class Media:
        css = {"all": ["desk/desk.css", "desk/redline.css", "desk/release_form.css", "desk/preflight.css"]}
        js = [
            f"desk/{name}.js"
            for name in ("form_values", "counts", "positions", "drafts", "live_preview", "preflight", "text_frame")
        ]

    def get_urls(self):
        def wrap(view):
            return self.admin_site.admin_view(view)

        own = [
            path("add/draft/", wrap(drafts.draft), name="releases_release_add_draft"),
            path("add/preview/live/", wrap(self.live_preview), name="releases_release_add_live"),
            path("add/findings/", wrap(self.findings), name="releases_release_add_findings"),
            path("<int:pk>/findings/", wrap(self.findings), name="releases_release_findings"),
            path("<int:pk>/reasons/", wrap(preflight_reasons.reasons), name="releases_release_answer"),
            path("<int:pk>/draft/", wrap(drafts.draft), name="releases_release_draft"),
            path("<int:pk>/preview/live/", wrap(self.live_preview), name="releases_release_live"),
            path("<int:pk>/redline/", wrap(redline.redline), name="releases_release_redline"),
        ]
        return own + super().get_urls()

    def live_preview(self, request, pk: int | None = None) -> HttpResponse:
        """The article of the posted form, which stays unsaved."""
        return _live_preview(request, self, pk)

    def findings(self, request, pk: int | None = None) -> HttpResponse:
        """What preflight finds in the posted form, which stays unsaved."""
        return preflight.typed_findings(request, self, pk)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Looks after what was typed before the admin looks at it."""
        if request.method == "POST" and str(object_id or "0").isdigit():
            release = self.get_object(request, object_id) if object_id else None
            if release and not self.has_change_permission(request, release):
                return self._kept_aside(request, release)
            if "_take_up" in request.POST:
                kept = drafts.find(request.user, release)
                if kept is None:
                    return redirect(request.path)
                request.POST = drafts.values(kept)
                request.POST["_take_up"] = "1"
            request.POST = typed.reconciled(self, request.POST, release)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _kept_aside(self, request, release: Release) -> HttpResponse:
        """The release moved on while somebody was typing: refused, and nothing typed is lost."""
        if not request.user.has_perm("releases.change_release"):
            raise PermissionDenied
        drafts.keep(request.user, release, request.POST, at=timezone.now())
        messages.error(
            request,
            "The release moved on after you had opened it and can't be changed now. Nothing was saved; your words are kept"
            " as your draft and are offered to you when the release is open for changes again.",
        )
        return redirect("admin:releases_release_change", release.pk)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        drafts.discard(request.user, form.instance if change else None)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context["parts"] = release_form.in_order(context["adminform"], context["inline_admin_formsets"])
        if add or self.has_change_permission(request, obj):
            context["is_nav_sidebar_enabled"] = False
            context["writing"] = self._writing(request, form, obj)
            if getattr(form, "conflict", None):
                drafts.keep(request.user, obj, request.POST, at=timezone.now())
                context["conflict"] = self._conflict(request, form)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _writing(self, request, form, release: Release | None) -> dict:
        """What the form's scripts need, and the draft that waits to be taken up."""
        names = [name if release else f"add_{name}" for name in ("draft", "live", "findings")]
        addresses = [reverse(f"admin:releases_release_{name}", args=[release.pk] if release else []) for name in names]
        kept = drafts.find(request.user, release)
        is_taken_up = "_take_up" in form.data
        return {
            "draft_url": addresses[0],
            "live_url": addresses[1],
            "findings_url": addresses[2],
            "is_typed": form.is_bound,
            "draft": kept if not form.is_bound else None,
            "is_stale": bool(kept and release and kept.version != release.version),
            "taken_up": kept if is_taken_up else None,
            "lost_files": kept.typed.get(drafts.FILES, []) if is_taken_up and kept else [],
        }

    def _conflict(self, request, form) -> dict:
        """Both versions, part by part; and the one field that no reader sees."""
        saved = form.conflict
        mine, problems = typed.typed_document(self, request, saved)
        is_reviewed = form.cleaned_data.get("needs_review", saved.needs_review)
        return {
            "saved": saved,
            "redline": rendering.redline_html(workflow.approvals.current(saved).document, mine),
            "problems": problems,
            "needs_review": "" if is_reviewed == saved.needs_review else ("ticked" if is_reviewed else "not ticked"),
        }


@require_POST
def _live_preview(request, model_admin, pk: int | None) -> HttpResponse:
    release = preview.visible_release(request, pk) if pk else None
    may = model_admin.has_change_permission(request, release) if release else model_admin.has_add_permission(request)
    if not may:
        raise PermissionDenied
    request.POST = typed.reconciled(model_admin, request.POST, release)
    document, problems = typed.typed_document(model_admin, request, release)
    html = rendering.article_html(document)
    if release:
        html = preview.with_desk_files(html, release, document)
    response = TemplateResponse(
        request, "admin/releases/release/live_preview.html", {"article": mark_safe(html), "problems": problems}
    )
    response.headers["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'self'"
    )
    return response
