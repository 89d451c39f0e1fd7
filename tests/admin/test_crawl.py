"""Who has no right to releases sees no word of one, at any address of the desk."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from releases import workflow
from releases.models import Approval, Edition, HistoryEntry, Release
from tests import factories
from tests.newsroom.sealed import figure, tomorrow

pytestmark = pytest.mark.django_db
CANARY = "xq7canary"


@pytest.fixture
def embargoed() -> Release:
    """A sealed release, scheduled for tomorrow, every part of which names itself."""
    team = factories.team()
    release = factories.release(
        headline=f"{CANARY} headline",
        subheadline=f"{CANARY} subheadline",
        body=factories.body(f"<p>{CANARY} body<sup>1</sup></p>"),
        created_by=team["Writer"],
        planned_at=tomorrow(),
        drugs=[factories.drug()],
    )
    release.sections.create(kind="other", heading=f"{CANARY} heading", text=f"<p>{CANARY} section</p>")
    release.footnotes.create(mark="1", text=f"{CANARY} note")
    figure(release, title=f"{CANARY} figure", alternative_text=f"{CANARY} alternative")
    workflow.submit(release, by=team["Writer"])
    factories.approve(release, "legal", team["Legal reviewer"])
    workflow.seal(release, by=team["Publisher"], live_at=release.planned_at)
    return release


def addresses() -> list[str]:
    """Every page of every registered record, for the first ids, and the pages of a release."""
    found = [reverse("admin:index")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [
            reverse(f"{name}_changelist"),
            f"{reverse(f'{name}_changelist')}?q={CANARY[:4]}",
            reverse(f"{name}_add"),
        ]
        for pk in range(1, 4):
            found += [reverse(f"{name}_{page}", args=[pk]) for page in ("change", "history", "delete")]
    found += [
        reverse(f"admin:releases_{record}_publish", args=[1]) for record in ("drug", "trial", "contact", "company")
    ]
    change = reverse("admin:releases_release_change", args=[1])
    release = change.removesuffix("change/")
    media = Release.objects.get().media.get()
    pages = (
        "preview",
        "text",
        "word",
        "redline",
        "submit",
        "plan",
        "approve",
        "send-back",
        "seal",
        "hold",
        "call-back",
        "correct",
        "withdraw",
    )
    found += [f"{release}{page}/" for page in pages] + [f"{release}files/{media.key}/{media.name}"]
    found += [
        f"{reverse('admin:autocomplete')}?term={term}&app_label=releases&model_name={model}&field_name={field}"
        for term in ("", CANARY[:4])
        for model, field in (
            ("releasedrug", "drug"),
            ("releasedrug", "release"),
            ("media", "release"),
            ("approval", "release"),
        )
    ]
    return found


def words(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + str(dict(response.headers))


def test_the_canary_would_be_seen(client, embargoed):
    client.force_login(factories.member("Auditor", "eve"))
    assert CANARY in words(client.get(reverse("admin:releases_release_changelist")))
    assert CANARY in words(client.get(reverse("admin:releases_release_change", args=[embargoed.pk])))
    assert CANARY in words(client.get(reverse("admin:index")))


@pytest.mark.parametrize(
    "permissions", [[], ["drug", "trial", "contact", "company", "boilerplate", "boilerplateversion"]]
)
def test_who_has_no_right_to_releases_sees_no_word(client, embargoed, permissions):
    user = factories.user("stranger")
    codenames = [f"{act}_{name}" for act in ("add", "change", "delete", "view") for name in permissions]
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="releases", codename__in=codenames))
    client.force_login(user)
    asked = addresses()
    assert len(asked) > 100
    for address in asked:
        response = client.get(address)
        assert response.status_code in (200, 302, 403, 404), address
        assert CANARY not in words(response), address
        if response.status_code == 200 and not permissions:
            assert re.search(r"/admin/(\?|$)", address) or "autocomplete" in address, address


@pytest.mark.parametrize("role", ["Auditor", "Administrator", "Legal reviewer"])
def test_who_may_only_look_changes_nothing(client, embargoed, role):
    client.force_login(factories.member(role, "looker"))
    before = [list(model.objects.order_by("pk").values_list()) for model in (Release, Edition, HistoryEntry, Approval)]
    release = reverse("admin:releases_release_change", args=[embargoed.pk]).removesuffix("change/")
    typed = {
        "headline": "Other",
        "reason": "",
        "note": "x",
        "kind": "update",
        "notice": "x",
        "ticker": "MRBY",
        "when": "at-once",
    }
    for page in (
        "change",
        "delete",
        "submit",
        "plan",
        "approve",
        "send-back",
        "seal",
        "call-back",
        "correct",
        "withdraw",
    ):
        assert client.post(f"{release}{page}/", typed).status_code in (200, 403), page
    after = [list(model.objects.order_by("pk").values_list()) for model in (Release, Edition, HistoryEntry, Approval)]
    assert after == before
