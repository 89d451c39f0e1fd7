"""What the admin's frame needs on the pages of signing in."""

from django.conf import settings
from django.contrib import admin


def desk(request) -> dict:
    """The desk's name and user links; nothing of what it holds."""
    if not request.path_info.startswith("/admin/account/"):
        return {}
    return {
        "site_header": admin.site.site_header,
        "site_title": admin.site.site_title,
        "site_url": admin.site.site_url,
        "has_permission": admin.site.has_permission(request),
        "password_reset_by_mail": settings.PASSWORD_RESET_BY_MAIL,
        "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
    }
