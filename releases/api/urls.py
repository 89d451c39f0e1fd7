"""The API's addresses, without a slash at the end."""

from django.urls import path, re_path

from releases.api import views

_RELEASE = r"^releases/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<slug>[a-z0-9-]+)$"

urlpatterns = [
    path("", views.index, name="api"),
    path("openapi.json", views.openapi, name="openapi"),
    path("releases", views.releases),
    re_path(_RELEASE, views.release),
    path("drugs", views.drugs),
    re_path(r"^drugs/(?P<slug>[a-z0-9-]+)$", views.drug),
    path("trials", views.trials),
    re_path(r"^trials/(?P<slug>[a-z0-9-]+)$", views.trial),
    path("contacts", views.contacts),
    re_path(r"^[\s\S]+$", views.unknown),  # whatever the characters, line breaks too
]
