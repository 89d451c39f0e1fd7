"""The desk alone, on an address of its own."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from irsite.accounts import views as accounts

admin.site.login = secure_admin_login(admin.site.login)

desk = [
    path("admin/account/", include("irsite.accounts.urls")),
    path("admin/roles/", admin.site.admin_view(accounts.who_can_do_what), name="roles"),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]
urlpatterns = [*desk, path("", RedirectView.as_view(pattern_name="admin:index"))]

handler404 = "releases.views.errors.not_found"
handler429 = "irsite.accounts.views.too_many_requests"  # allauth's
handler500 = "releases.views.errors.server_error"
