"""The desk and the newsroom under one roof."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("releases.urls")),
]

handler404 = "releases.views.errors.not_found"
handler500 = "releases.views.errors.server_error"
