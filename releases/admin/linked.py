"""What the admins of linked records share: they show how a record stands against its sealed copies."""

from django.contrib import admin
from django.urls import path
from django.utils.html import format_html, format_html_join

from releases import editions
from releases.admin import record_moves
from releases.admin.changes import ChangeHistoryAdmin
from releases.instants import both_zones
from releases.models import Company, as_saved


class LinkedRecordAdmin(ChangeHistoryAdmin):
    """Shows what the public reads of a record, what is scheduled, and what only this desk knows."""

    change_form_template = "admin/releases/record_change_form.html"

    def get_urls(self):
        name = f"releases_{self.model._meta.model_name}"

        def wrap(view):
            def wrapped(request, **kwargs):
                return view(request, self, **kwargs)

            return self.admin_site.admin_view(wrapped)

        return [
            path("<int:pk>/publish/", wrap(record_moves.publish), name=f"{name}_publish"),
            *(
                path(
                    f"<int:pk>/publish/{step}/",
                    wrap(record_moves.step),
                    {"name": step},
                    name=f"{name}_publish_{step.replace('-', '_')}",
                )
                for step in record_moves.STEPS
            ),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if change:
            form.before = as_saved(obj)
        else:
            obj.updated_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Notes who changed the record, when its parts are saved too; a save that changed nothing notes nobody."""
        super().save_related(request, form, formsets, change)
        if change and as_saved(form.instance) != form.before:
            type(form.instance).objects.filter(pk=form.instance.pk).update(updated_by=request.user)

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "sealed_state"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        return [("Public", {"fields": ["sealed_state"]}), *fieldsets] if obj else fieldsets

    @admin.display(description="sealed copies")
    def sealed_state(self, record) -> str:
        if record is None or record.pk is None:
            return "none yet"
        (state,) = editions.states([record])
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines(record, state)))
        )


def lines(record, state: editions.State) -> list[str]:
    """Sentences about a record's sealed copies, the public one first."""
    now = editions.database_now()
    company = Company.objects.current()
    zone = company.time_zone if company else "UTC"
    held = state.at(now)
    public = f"The copy of {both_zones(held.live_at, zone)} holds." if held else "No copy is public."
    planned = [
        f"A copy is sealed for {both_zones(copy.live_at, zone)}." for copy in state.standing if copy.live_at > now
    ]
    changed = [field.replace("_", " ") for field in state.changed]
    return [public, *planned, f"Changes not sealed yet: {', '.join(changed)}." if changed else "Nothing is unsealed."]
