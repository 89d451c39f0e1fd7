"""allauth's forms in the desk's words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey signs in on its own unless its owner says otherwise."""

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"passwordless": True} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name, to tell it from others"
        self.fields["passwordless"].label = "Sign in with it alone, without the password"
        self.fields[
            "passwordless"
        ].help_text = (
            "Needs a device that asks for a fingerprint, a face or a PIN. Without this it is a second factor only."
        )
