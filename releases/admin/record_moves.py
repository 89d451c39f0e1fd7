"""Publishing a linked record on its own: one page that shows what would change for the public, how far it is, and the
step that is next."""

import datetime
import zoneinfo

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from releases import editions, instants, rendering, workflow
from releases.admin.move_forms import ApproveForm, PlanForm, ReasonForm, TickerForm
from releases.document import records as documents
from releases.models import Company, SealedRecord
from releases.workflow import records

_methods = require_http_methods(["GET", "HEAD", "POST"])
STEPS = ("propose", "approve", "seal", "drop", "call-back")


@_methods
def publish(request, model_admin, pk: int) -> HttpResponse:
    """Where the record stands, and the forms of the steps; each posts to :func:`step`."""
    return _page(request, model_admin, _record(request, model_admin, pk))


@_methods
def step(request, model_admin, pk: int, name: str) -> HttpResponse:
    """Make one step and go back to the page; a refusal shows every reason and keeps what was typed."""
    record = _record(request, model_admin, pk)
    if request.method != "POST":
        return redirect(_address(record))
    key = name.replace("-", "_")
    form = _forms(request, record, records.proposal(record))[key]
    if not form.is_valid():
        return _page(request, model_admin, record, bound={key: form})
    try:
        done = _act(request, record, name, form)
    except workflow.Refused as refused:
        return _page(request, model_admin, record, bound={key: form}, reasons=refused.reasons)
    messages.success(request, done)
    return redirect(_address(record))


def _act(request, record, name: str, form) -> str:
    user, data = request.user, form.cleaned_data
    if name == "propose":
        records.propose(record, by=user, planned_at=form.instant)
        return "It is proposed. Now the reviewers sign it off."
    if name == "approve":
        records.approve(record, by=user, **data)
        return "Your approval stands for this record as it is."
    if name == "seal":
        copy = records.seal(record, by=user, ticker=data["ticker"])
        tense = "becomes" if copy.live_at > editions.database_now() else "has become"
        return f"Copy {copy.number} is sealed. It {tense} public: {instants.both_zones(copy.live_at, _zone())}."
    if name == "drop":
        records.drop(record, by=user, reason=data["reason"])
        return "The proposal is dropped. Nothing was published."
    copy = _scheduled(record)
    if copy is None:
        raise workflow.Refused("No copy of this record is scheduled on its own.")
    records.call_back(copy, record, by=user, reason=data["reason"])
    return "The copy is called back. Nobody outside has seen it."


def _page(request, model_admin, record, *, bound=None, reasons=()) -> HttpResponse:
    standing = records.proposal(record)
    (state,) = editions.states([record])
    can_give, against_approval = records.open_sign_offs(record, standing, by=request.user)
    forms = _forms(request, record, standing) | (bound or {})
    if "approve" not in (bound or {}):
        forms["approve"].offer(can_give)
    scheduled = _scheduled(record)
    return TemplateResponse(
        request,
        "admin/releases/publish_record.html",
        {
            **admin.site.each_context(request),
            "opts": model_admin.opts,
            "title": "Publish on its own",
            "record": record,
            "state": state,
            "changes": _changes(state),
            "proposal": standing,
            "planned": _when(standing.planned_at) if standing else "",
            "required": records.required(record, is_at_once=bool(standing) and standing.planned_at is None),
            "reasons": reasons,
            "against_seal": records.against_seal(record, standing, by=request.user) if standing else (),
            "may_sign": can_give,
            "against_approval": against_approval,
            "forms": forms,
            "scheduled": scheduled,
            "scheduled_for": _when(scheduled.live_at) if scheduled else "",
            "ledger": records.ledger(record)[:20],
            "now": instants.both_zones(editions.database_now(), _zone()),
        },
    )


def _changes(state: editions.State) -> list[dict]:
    """Each field that the public does not know so, with what it knows and what it would."""
    rows = []
    for name in state.changed:
        before = documents.described(state.kind, state.newest.value, name) if state.newest else ""
        after = documents.described(state.kind, state.value, name)
        row = {"name": name.removesuffix("_html").replace("_", " ").capitalize(), "before": before, "after": after}
        if name.endswith("_html"):
            row["redline"] = rendering.redline_text(before, after)
        rows.append(row)
    return rows


def _forms(request, record, standing) -> dict:
    """The form of each step, with what was posted in the one that was."""
    zone_name, now = _zone(), editions.database_now()
    posted = request.POST if request.method == "POST" else None
    name = request.resolver_match.kwargs.get("name")
    initial = {}
    if standing and standing.planned_at:
        local = standing.planned_at.astimezone(zoneinfo.ZoneInfo(zone_name))
        initial = {"date": local.date(), "time": local.time()}

    def data(step: str):
        return posted if name == step else None

    seen = records.digest(standing.state, standing.planned_at) if standing else ""
    return {
        "propose": PlanForm(
            data("propose"),
            zone_name=zone_name,
            now=now,
            needs=lambda is_at_once: records.required(record, is_at_once=is_at_once),
            initial=initial,
        ),
        "approve": ApproveForm(
            data("approve"), sign_offs=workflow.sign_offs_of(request.user), initial={"seen_digest": seen}
        ),
        "seal": TickerForm(data("seal")),
        "drop": ReasonForm(data("drop")),
        "call_back": ReasonForm(data("call-back")),
    }


def _record(request, model_admin, pk: int):
    record = model_admin.get_object(request, str(pk))
    if record is None:
        raise Http404
    if not model_admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    return record


def _scheduled(record) -> SealedRecord | None:
    """The copy that is sealed on its own for an instant to come."""
    kind, key = editions.identity(record)
    return (
        SealedRecord.objects.standing()
        .filter(kind=kind, record_key=key, edition=None, live_at__gt=editions.database_now())
        .order_by("live_at")
        .first()
    )


def _address(record) -> str:
    return reverse(f"admin:releases_{record._meta.model_name}_publish", args=[record.pk])


def _zone() -> str:
    company = Company.objects.current()
    return company.time_zone if company else timezone.get_default_timezone_name()


def _when(instant: datetime.datetime | None) -> str:
    return instants.both_zones(instant, _zone()) if instant else "at once, when a publisher seals it"
