"""The app and its wiring."""

from allauth.account import apps as account
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The site's own part of signing in."""

    name = "irsite.accounts"
    default = True
    verbose_name = "Signing in"

    def ready(self):
        # Django's own place for it: receivers are connected once models are there.
        import irsite.accounts.alerts
        import irsite.accounts.signals  # noqa: F401


class AllauthAccountConfig(account.AccountConfig):
    """allauth's app; its middleware runs at the desk only, inside ``irsite.middleware.DeskAllauthMiddleware``."""

    def ready(self):
        # In place of the parent's, which also asks for the middleware under its own name.
        from allauth.account import checks  # noqa: F401
