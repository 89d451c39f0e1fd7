"""The Nu HTML checker finds no error in any kind of page, in any state, nor in the style sheets."""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from releases import demo, newsroom, workflow
from releases.models import Release
from releases.views import errors
from tests.audit import tools

STANDING = ["/", "/releases/", "/drugs/", "/contacts/", "/feeds/", "/record/"]
STYLES = ["newsroom/newsroom.css", "newsroom/article.css", "newsroom/lists.css", "desk/redline.css"]
CORRECTED = "/releases/2025/03/04/quillhaven-therapeutics-reports-fourth-quarter-and-full-year-2024-results/"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_error_in_any_kind_of_page(client, tmp_path):
    command = tools.nu_checker()
    pages = {f"empty {path}": client.get(path) for path in STANDING}
    demo.load(now=timezone.now())
    paths = [
        *STANDING, "/nowhere/", "/drugs/qhv-101/", "/trials/lightkeeper/", CORRECTED, f"{CORRECTED}editions/1/",
        f"{CORRECTED}editions/2/redline/", "/releases/?q=kidney+function&year=2026", "/releases/?q=zzzz", "/releases/?q=a*",
        "/releases/?category=clinical", "/releases/?drug=qhv-101&order=newest&q=dorvekibart",
        *(entry.url for entry in newsroom.latest(50)),
    ]  # fmt: skip
    pages |= {path: client.get(path) for path in paths}
    withdrawn = Release.objects.get(editions__slug=CORRECTED.split("/")[-2], editions__number=2)
    workflow.withdraw(withdrawn, by=None, notice="It was in error.")
    pages["withdrawn"] = client.get(CORRECTED)
    pages["broken"] = errors.server_error(None)
    assert {name: each.status_code for name, each in pages.items() if each.status_code != 200} == {
        "/nowhere/": 404,
        "withdrawn": 410,
        "broken": 500,
    }
    names = {}
    for number, (name, answer) in enumerate(pages.items()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(answer.content)
        names[file.name] = name
    assert [(names[file], *said) for file, *said in _errors(command, "--skip-non-html", tmp_path)] == []


@pytest.mark.browser
def test_no_error_in_the_style_sheets_and_pictures():
    static = Path(settings.BASE_DIR) / "static"
    command = tools.nu_checker()
    files = [static / name for name in (*STYLES, "newsroom/favicon.svg")]
    assert list(_errors(command, "--also-check-css", "--also-check-svg", *files)) == []


def _errors(command: list[str], *arguments):
    """File, line and words of each error."""
    done = subprocess.run(
        [*command, "--format", "json", "--stdout", *map(str, arguments)], capture_output=True, text=True, timeout=300
    )
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info":
            yield Path(message.get("url", "")).name, message.get("lastLine"), message["message"]
