"""Findings beside the form, reasons that are asked for, and the block of results."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from releases import workflow
from releases.compose import compose
from releases.models import FindingReason, HistoryEntry, Release, SealedError
from tests import factories
from tests.admin.test_release_form import add_row, address, editor, form_values  # noqa: F401
from tests.newsroom.sealed import tomorrow

pytestmark = pytest.mark.django_db
WRONG = factories.body("<p>Among the 23 patients, 10 (44%) had a partial response.</p>")


def groups(page: str) -> dict[str, str]:
    found = re.findall(r'<section class="desk-findings" data-input="(\w*)"[^>]*>(.*?)</section>', page, re.DOTALL)
    return dict(found)


def asked(release: Release) -> list:
    return list(workflow.unanswered(release, workflow.examine(release, compose(release))))


class TestBesideTheField:
    def test_arithmetic_stands_by_the_body_and_nothing_is_saved(self, client, editor):  # noqa: F811
        release = factories.release()
        values = form_values(client, address("change", release)) | {"body": WRONG}
        page = client.post(address("findings", release), values).content.decode()
        body = groups(page)["body"]
        assert "<q>10 (44%)</q>" in body
        assert "10/23 = 43.48" in body
        assert ">Blocks</b>" in body
        assert "A2, Body" in body
        release.refresh_from_db()
        assert release.body == factories.BODY
        page = client.post(address("findings", release), values | {"body": WRONG.replace("44%", "43%")})
        assert "A2, Body" not in page.content.decode()

    def test_a_release_that_does_not_exist_yet(self, client, editor):  # noqa: F811
        factories.company()
        values = form_values(client, address("add")) | {"headline": "Marrow Bay Reports", "body": WRONG}
        assert "10/23 = 43.48" in groups(client.post(address("add_findings"), values).content.decode())["body"]
        assert not Release.objects.exists()

    def test_without_a_script_the_saved_findings_are_in_the_form(self, client, editor):  # noqa: F811
        page = client.get(address("change", factories.release(body=WRONG))).content.decode()
        assert "10/23 = 43.48" in groups(page)["body"]

    def test_who_may_not_change_the_release_may_not_ask(self, client):
        release = factories.release()
        client.force_login(factories.member("Auditor"))
        assert client.post(address("findings", release), {}).status_code == 403


class TestReasons:
    @pytest.fixture
    def team(self):
        return factories.team()

    @pytest.fixture
    def release(self, team):
        made = factories.release(
            created_by=team["Writer"],
            updated_by=team["Writer"],
            planned_at=tomorrow(),
            headline="Progress Reported",
        )
        workflow.submit(made, by=team["Writer"])
        made.refresh_from_db()
        assert [finding.rule for finding in asked(made)] == ["B10"]
        return made

    def test_a_query_keeps_it_from_being_sealed_until_somebody_writes_why(self, client, team, release):
        seen = workflow.approvals.current(release).digest
        workflow.approve(release, by=team["Legal reviewer"], sign_off="legal", seen_digest=seen)
        release.refresh_from_db()
        with pytest.raises(workflow.Refused) as refused:
            workflow.seal(release, by=team["Publisher"], live_at=release.planned_at)
        (reason,) = refused.value.reasons
        assert reason.startswith("B10 asks about ")
        assert not release.editions.exists()
        client.force_login(team["Writer"])
        (finding,) = asked(release)
        client.post(address("answer", release), {finding.fingerprint: " The name stands in the subheadline. "})
        written = FindingReason.objects.get()
        assert (written.rule, written.fingerprint, written.reason, written.by) == (
            "B10", finding.fingerprint, "The name stands in the subheadline.", team["Writer"],
        )  # fmt: skip
        entry = HistoryEntry.objects.filter(verb="answer").get()
        assert entry.reason == f"B10 “{finding.quote}”: The name stands in the subheadline."
        client.force_login(team["Legal reviewer"])
        assert "The name stands in the subheadline." in client.get(address("approve", release)).content.decode()
        client.force_login(team["Publisher"])
        assert "The name stands in the subheadline." in client.get(address("seal", release)).content.decode()
        assert workflow.seal(release, by=team["Publisher"], live_at=release.planned_at).number == 1

    def test_only_a_changed_finding_is_asked_again(self, team, release):
        factories.explain(release, team["Writer"])
        release.body += "<p>More words.</p>"
        release.save()
        assert asked(release) == []
        release.headline = "Further Progress Reported"
        release.save()
        assert [finding.rule for finding in asked(release)] == ["B10"]

    def test_refusals_write_nothing(self, client, team, release):
        (finding,) = asked(release)
        client.force_login(team["Auditor"])
        page = client.post(address("answer", release), {finding.fingerprint: "Because."}).content.decode()
        assert "Your account may neither change nor sign off releases." in page
        client.force_login(team["Writer"])
        assert "Write at least one reason." in client.post(address("answer", release), {}).content.decode()
        page = client.post(address("answer", release), {"0" * 64: "Because."}).content.decode()
        assert "one of these questions is gone" in page
        assert not FindingReason.objects.exists()
        assert not HistoryEntry.objects.filter(verb="answer").exists()

    def test_a_reason_is_never_changed_or_deleted(self, team, release):
        factories.explain(release, team["Writer"])
        written = FindingReason.objects.get()
        for attempt in (written.save, written.delete, FindingReason.objects.all().delete):
            with pytest.raises(SealedError):
                attempt()
        for statement in (
            "UPDATE releases_findingreason SET reason = 'x'",
            "DELETE FROM releases_findingreason",
        ):
            with pytest.raises(DatabaseError, match=r"Written reasons are append-only\."), transaction.atomic():
                connection.cursor().execute(statement)

    def test_the_days_desk_names_it(self, client, team, release):
        client.force_login(team["Writer"])
        assert "nobody has written why it may stand" in client.get("/admin/").content.decode()
        factories.explain(release, team["Writer"])
        assert "nobody has written why it may stand" not in client.get("/admin/").content.decode()


class TestResults:
    def test_typed_counts_become_percentages_and_the_prose_is_checked(self, client, editor):  # noqa: F811
        prose = "<p>Among the 23 patients, 11 (48%) had a partial response.</p>"
        release = factories.release(body=factories.body(prose))
        values = add_row(
            form_values(client, address("change", release)), "results",
            position=0, title="Best response", population="Evaluable patients", size=23, decimals=0, id="",
            rows="Partial response: 10\nStable disease\t5", release=release.pk,
        )  # fmt: skip
        page = client.post(address("live", release), values).content.decode()
        assert "Best response: Evaluable patients (N = 23)" in page
        assert re.findall(r"<td[^>]*>([^<]*)</td>", page) == ["10", "43%", "5", "22%"]
        found = groups(client.post(address("findings", release), values).content.decode())["body"]
        assert "A15, Body" in found
        client.post(address("change", release), values)
        (block,) = compose(Release.objects.get()).results
        assert [(row.category, row.count) for row in block.rows] == [("Partial response", 10), ("Stable disease", 5)]

    @pytest.mark.parametrize(
        ("rows", "sentence"),
        [
            ("Partial response", "“Partial response” has no count."),
            ("Partial response: 24", "“Partial response” has 24 of 23."),
        ],
    )
    def test_what_is_no_row_is_refused(self, client, editor, rows, sentence):  # noqa: F811
        release = factories.release()
        values = add_row(
            form_values(client, address("change", release)), "results",
            position=0, title="", population="Patients", size=23, decimals=0, id="", rows=rows, release=release.pk,
        )  # fmt: skip
        assert sentence in client.post(address("change", release), values).content.decode()
        assert not release.results.exists()
