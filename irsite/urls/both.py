"""The desk and the newsroom under one roof: for a demonstration on loopback."""

from django.urls import include, path

from irsite.urls.desk import desk, handler404, handler429, handler500

__all__ = ["handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [*desk, path("", include("releases.urls"))]
