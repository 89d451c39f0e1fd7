"""Public addresses."""

from django.urls import path, re_path

from releases import feeds
from releases.views import archive, files, pages, redline, subjects

#: Digits as they are written out, so that a page has one address.
_RELEASE = r"^releases/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<slug>[a-z0-9-]+)/"

urlpatterns = [
    path("", pages.home, name="home"),
    path("releases/", archive.archive, name="archive"),
    re_path(rf"{_RELEASE}$", pages.release, name="release"),
    re_path(rf"{_RELEASE}editions/(?P<number>[1-9][0-9]{{0,3}})/$", pages.edition, name="edition"),
    re_path(rf"{_RELEASE}editions/(?P<number>[1-9][0-9]{{0,3}})/redline/$", redline.redline, name="redline"),
    path("drugs/", subjects.pipeline, name="pipeline"),
    re_path(r"^drugs/(?P<slug>[a-z0-9-]+)/$", subjects.drug, name="drug"),
    re_path(r"^trials/(?P<slug>[a-z0-9-]+)/$", subjects.trial, name="trial"),
    path("files/<uuid:key>/<str:name>", files.file, name="file"),
    path(feeds.PATH.lstrip("/"), feeds.rss, name="rss"),
]
