"""Somebody types a wrong percentage and sees the arithmetic beside it; the correction takes it away."""

import pytest

from releases.models import Release
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_arithmetic_follows_the_typing(desk, live_server):
    release = factories.release()
    desk.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    desk.locator(".cke_editable").first.click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" Among the 23 patients, 10 (44%)")
    desk.keyboard.type(" had a partial response.")
    finding = desk.locator(".form-row.field-body + .desk-findings .desk-finding", has_text="10 (44%)")
    finding.filter(has_text="A2").wait_for()
    words = finding.filter(has_text="A2").inner_text()
    assert "Blocks" in words
    assert "10/23 = 43.48" in words
    assert "1 blocks" in desk.inner_text("#desk-findings-state")
    assert desk.get_attribute("#desk-findings-state", "aria-live") == "polite"
    for _ in range(len("4%) had a partial response.")):
        desk.keyboard.press("Backspace")
    desk.keyboard.type("3%) had a partial response.")
    finding.wait_for(state="detached")
    assert "blocks" not in desk.inner_text("#desk-findings-state")
    assert Release.objects.get().body == factories.BODY
