"""The newsroom alone: no desk, no editor, no preview is even mounted."""

from django.urls import include, path

urlpatterns = [path("", include("releases.urls"))]

handler404 = "releases.views.errors.not_found"
handler500 = "releases.views.errors.server_error"
