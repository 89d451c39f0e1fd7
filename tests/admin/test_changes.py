"""The change history: every field of a record and its parts, before and after, with who did it."""

import pytest
from auditlog.models import LogEntry
from django.urls import reverse

from releases.admin.changes import entries_of, told
from releases.models import WATCHED
from tests import factories

pytestmark = pytest.mark.django_db


def history(record):
    return [
        (entry.title, {change.field: change.html for change in entry.changes})
        for entry in (told(log, record) for log in entries_of(record))
        if entry.changes
    ]


def test_a_field_with_before_and_after():
    drug = factories.drug(code_name="MBY-7", target="CD56")
    drug.target = "CD<57>"
    drug.save()
    title, fields = history(drug)[0]
    assert title == "Drug changed"
    assert fields == {"Target": "<del><p>CD56</p></del><ins><p>CD&lt;57&gt;</p></ins>"}


def test_a_choice_and_a_tick_as_the_form_says_them():
    trial = factories.trial(status="RECRUITING")
    trial.status, trial.is_confirmed = "COMPLETED", False
    trial.save()
    _, fields = history(trial)[0]
    assert fields == {
        "Status": "<del><p>Recruiting</p></del><ins><p>Completed</p></ins>",
        "Confirmed": "<del><p>yes</p></del><ins><p>no</p></ins>",
    }


def test_words_of_a_text_are_told_as_a_redline():
    release = factories.release(body="<p>Of 23 patients, 10 responded.</p>")
    release.body = "<p>Of 23 patients, 11 responded.<script>alert(1)</script></p>"
    release.save()
    _, fields = history(release)[0]
    assert list(fields) == ["Body"]
    assert "<del>" in fields["Body"]
    assert "10" in fields["Body"].partition("<ins>")[0]
    assert "script" not in fields["Body"]


def test_a_text_that_reads_the_same_is_no_change():
    release = factories.release(body="<p>Same words.</p>")
    before = history(release)
    release.body = "<p>Same words.</p>\n\n"
    release.save()
    assert history(release) == before


def test_parts_stand_in_the_history_of_their_record_even_when_they_are_gone():
    release, drug = factories.release(has_contact=False), factories.drug(code_name="MBY-8")
    link = release.drug_links.create(drug=drug)
    link.delete()
    release.drug_links.all()
    titles = [title for title, _ in history(release)]
    assert titles == ["Drug removed: MBY-8", "Drug added: MBY-8", "Release added"]
    assert history(release)[1][1] == {"Drug": "<ins><p>MBY-8</p></ins>", "Position": "<ins><p>0</p></ins>"}
    assert history(factories.release()) != history(release)


def test_moves_of_the_workflow_are_left_to_the_ledger():
    release = factories.release()
    count = LogEntry.objects.count()
    release.state, release.version = "in-review", 2
    release.save(update_fields=["state", "version"])
    assert LogEntry.objects.count() == count


def test_it_says_who(client):
    team = factories.team()
    drug = factories.drug(target="CD56")
    user = team["Writer"]
    user.is_staff = True
    user.save()
    client.force_login(user)
    address = reverse("admin:releases_drug_change", args=[drug.pk])
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"target": "CD19"}
    for inline in ("designations", "programs"):
        data |= {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0}
    assert client.post(address, data).status_code == 302
    assert entries_of(drug)[0].actor == user
    page = client.get(reverse("admin:releases_drug_history", args=[drug.pk])).content.decode()
    assert "<del><p>CD56</p></del><ins><p>CD19</p></ins>" in page
    assert user.get_username() in page


@pytest.mark.parametrize("model", WATCHED)
def test_every_record_has_the_page(model, admin_client):
    made = {
        "release": factories.release,
        "drug": factories.drug,
        "trial": factories.trial,
        "contact": factories.contact,
        "company": factories.company,
        "boilerplate": lambda: factories.safe_harbor().boilerplate,
        "boilerplateversion": factories.safe_harbor,
        "requiredsignoff": lambda: model.objects.first(),
        "requiredrecordsignoff": lambda: model.objects.first(),
    }[model._meta.model_name]()
    address = reverse(f"admin:releases_{model._meta.model_name}_history", args=[made.pk])
    assert "Change history" in admin_client.get(address).content.decode()


def test_nobody_reads_it_without_a_right_to_the_record(client):
    release = factories.release()
    user = factories.user("stranger")
    client.force_login(user)
    assert client.get(reverse("admin:releases_release_history", args=[release.pk])).status_code == 403


def test_a_record_that_is_not_there_leads_back(admin_client):
    assert admin_client.get(reverse("admin:releases_drug_history", args=[99])).status_code == 302


def test_long_histories_are_paged(admin_client, django_assert_max_num_queries):
    drug = factories.drug()
    for number in range(60):
        drug.target = f"CD{number}"
        drug.save()
    address = reverse("admin:releases_drug_history", args=[drug.pk])
    with django_assert_max_num_queries(20):
        first = admin_client.get(address).content.decode()
    assert "Page 1 of 2" in first
    assert "CD59" in first
    assert "CD59" not in admin_client.get(f"{address}?page=2").content.decode()
