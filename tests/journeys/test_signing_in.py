"""A member of staff sets up a passkey in a real browser, and signs in with nothing else."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_passkey_is_set_up_and_signs_in_alone(chromium, live_server, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()
    factories.user("newcomer", is_superuser=True)
    page = chromium.new_page()
    foreign, errors = [], []
    ours = (live_server.url, "data:")
    page.on("request", lambda asked: None if asked.url.startswith(ours) else foreign.append(asked.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    page.goto(f"{live_server.url}/admin/releases/release/")
    page.fill("#id_login", "newcomer")
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    assert "A password alone does not open the desk." in page.inner_text("#content")
    page.click("text=Add a passkey")
    assert page.inner_text("h1") == "Show that it is you"
    page.fill("#id_password", "correct horse battery")
    page.click("#content button[type=submit]")
    page.fill("#id_name", "Blue key")
    page.click("text=Add the passkey")
    page.wait_for_selector("#recovery_codes")
    assert len(page.input_value("#recovery_codes").split()) == 10
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Blue key"
    page.check("#codes_saved")
    page.goto(f"{live_server.url}/admin/")
    assert page.locator("#user-tools strong").inner_text().lower() == "newcomer"

    page.click("#logout-form button")
    page.goto(f"{live_server.url}/admin/account/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_url(f"{live_server.url}/admin/")
    assert len(devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1

    page.click("#logout-form button")
    page.goto(f"{live_server.url}/admin/account/login/")
    page.fill("#id_login", "newcomer")
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    assert page.url == f"{live_server.url}/admin/account/second-factor/authenticate/"
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"{live_server.url}/admin/")

    page.click("#logout-form button")
    devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    options["isUserVerified"] = False
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{live_server.url}/admin/account/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_selector("#passkey-error")
    assert page.inner_text("#passkey-error").startswith("No passkey was used:")
    assert foreign == []
    assert errors == []
    cache.clear()
