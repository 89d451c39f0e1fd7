"""How long the desk waits for findings while somebody types: ``python -m bench.findings``.

One request is the release form posted as it stands, composed, rolled back and inspected; the server's time, without a
network. The release has 3,000 words with the demonstration's records around it.
"""

import os
import statistics
import time

from bench import site

WORDS = 3000
ROUNDS = 20
_PARAGRAPH = (
    "<p>Among the 23 patients who could be evaluated, 10 (43%) had a partial response and 5 (22%) had stable disease after a"
    " median follow-up of 14 months. The trial goes on in centers in Boston, Leeds and Lyon, and further results are"
    " expected to be presented at a meeting of oncologists next year.</p>"
)


def main() -> None:
    site.configure(8000)
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    from releases.models import Release

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    site.publish(int(os.environ.get("BENCH_RELEASES", "200")))
    model = Release.objects.filter(editions__isnull=False).order_by("pk").first()
    body = _PARAGRAPH * (WORDS // len(_PARAGRAPH.split()))
    release = Release.objects.create(headline="Measured", category="clinical", body=body, safe_harbor=model.safe_harbor)
    for link in model.contact_links.all():
        release.contact_links.create(contact=link.contact, label=link.label)
    setup_test_environment()  # so that answers tell their contexts
    client = Client()
    user = get_user_model().objects.create_superuser("bench")
    client.force_login(user)
    form = client.get(reverse("admin:releases_release_change", args=[release.pk])).context["adminform"].form
    values = {name: form[name].value() or "" for name in form.fields if name != "held_back"}
    for inline in form_rows(client, release):
        values |= inline
    times = []
    for index in range(ROUNDS):
        began = time.perf_counter()
        answer = client.post(
            reverse("admin:releases_release_findings", args=[release.pk]),
            values | {"body": body + f"<p>Typed {index}.</p>"},
        )
        times.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, answer.status_code
    count = len(body.split())
    print(
        f"{count} words, {Release.objects.count()} releases: first {times[0]:.0f} ms, median"
        f" {statistics.median(times[1:]):.0f} ms, slowest of {ROUNDS - 1} more {max(times[1:]):.0f} ms"
    )


def form_rows(client, release):
    from django.urls import reverse

    page = client.get(reverse("admin:releases_release_change", args=[release.pk]))
    for inline in page.context["inline_admin_formsets"]:
        for form in (inline.formset.management_form, *inline.formset.forms):
            yield {
                form.add_prefix(name): "" if (value := form[name].value()) is None else value
                for name in form.fields
                if name not in ("DELETE", "file")
            }


if __name__ == "__main__":
    main()
