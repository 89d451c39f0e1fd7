"""Records for tests, of an invented company. Every factory takes what a test is about and fills in the rest."""

import datetime
import itertools

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from releases import editions, workflow
from releases.compose import compose
from releases.models import (
    Boilerplate,
    BoilerplateVersion,
    Company,
    Contact,
    Drug,
    Release,
    ReleaseContact,
    ReleaseDrug,
    Trial,
)
from releases.vocabulary import BoilerplateKind, ContactKind, Role

#: Beyond every number that a test names itself.
_count = itertools.count(5001)
#: What preflight lets pass; for texts that a test puts in its place, and that shall be sealed, there is :func:`body`.
BODY = "<p>Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today reported progress.</p>"


def body(html: str) -> str:
    """These words behind a first paragraph that says where the shares trade."""
    return BODY + html


def company(**facts) -> Company:
    facts = {
        "legal_name": "Marrow Bay Biologics, Inc.",
        "short_name": "Marrow Bay",
        "exchange": "NASDAQ",
        "ticker": "MRBY",
        "website": "https://www.marrowbay.example",
    } | facts
    return Company.objects.create(**facts)


def drug(**facts) -> Drug:
    return Drug.objects.create(**{"code_name": f"MBY-{next(_count)}"} | facts)


def trial(**facts) -> Trial:
    return Trial.objects.create(**{"acronym": f"HARBOR-{next(_count)}"} | facts)


def contact(**facts) -> Contact:
    facts = {
        "kind": ContactKind.INVESTORS,
        "organization": "Marrow Bay Biologics, Inc.",
        "person": "Ada Quill",
        "phone": "617-555-0100",
        "email": "ir@marrowbay.example",
    } | facts
    return Contact.objects.create(**facts)


def safe_harbor(**facts) -> BoilerplateVersion:
    boilerplate, _ = Boilerplate.objects.get_or_create(kind=BoilerplateKind.SAFE_HARBOR, name="Standard")
    facts = {
        "effective_from": datetime.date(2020, 1, 1),
        "text": "<p>This release contains forward-looking statements of {company}.</p>",
    } | facts
    return BoilerplateVersion.objects.create(boilerplate=boilerplate, **facts)


def release(*, drugs=(), has_contact: bool = True, **facts) -> Release:
    """A draft that preflight lets pass, planned for at once unless it is told an instant; makes the company if there is
    none."""
    if not Company.objects.exists():
        company()
    facts = {
        "headline": f"Marrow Bay Reports Progress Number {next(_count)}",
        "category": "corporate",
        "dateline_city": "BOSTON",
        "body": BODY,
        "is_at_once": facts.get("planned_at") is None,
    } | facts
    made = Release.objects.create(**facts)
    if has_contact:
        ReleaseContact.objects.create(release=made, contact=Contact.objects.first() or contact())
    for position, linked in enumerate(drugs):
        ReleaseDrug.objects.create(release=made, drug=linked, position=position)
    return made


def user(username: str = "editor", *, is_superuser: bool = False, **facts):
    model = get_user_model()
    create = model.objects.create_superuser if is_superuser else model.objects.create_user
    return create(username, password="correct horse battery", is_staff=True, **facts)


def member(role: str, username: str = ""):
    """A desk user in the role's group."""
    made = user(username or role.split()[0].lower())
    made.groups.add(Group.objects.get(name=role))
    return made


def team() -> dict:
    """One user for each role, by the role's name."""
    return {role.value: member(role.value) for role in Role}


def approved(team_of: dict, *, planned_at=None, **facts) -> Release:
    """A release of the writer's that has every sign-off that its category and its plan need; for publishing at once, that
    of a publisher named “seconder”."""
    writer = team_of["Writer"]
    made = release(created_by=writer, updated_by=writer, planned_at=planned_at, **facts)
    workflow.submit(made, by=writer)
    for sign_off, reviewer in (
        ("legal", "Legal reviewer"),
        ("medical", "Medical reviewer"),
        ("finance", "Finance reviewer"),
    ):
        if sign_off in workflow.approvals.required(made):
            approve(made, sign_off, team_of[reviewer])
    if made.is_at_once:
        approve(made, "ahead", member("Publisher", "seconder"))
    made.refresh_from_db()
    return made


def approve(made: Release, sign_off: str, by):
    """The sign-off of somebody who has just read the text."""
    explain(made, by)
    fresh = Release.objects.get(pk=made.pk)
    seen = workflow.approvals.current(fresh).digest
    return workflow.approve(fresh, by=by, sign_off=sign_off, seen_digest=seen)


def explain(made: Release, by) -> None:
    """A reason for everything that preflight asks about the text as it stands."""
    fresh = Release.objects.get(pk=made.pk)
    report = workflow.report(fresh, compose(fresh), now=editions.database_now())
    if asked := workflow.unanswered(fresh, report):
        workflow.answer(fresh, by=by, reasons={finding.fingerprint: "Looked into." for finding in asked})
