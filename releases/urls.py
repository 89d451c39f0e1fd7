"""Public addresses."""

from django.urls import include, path, re_path

from releases import addressing, sitemaps
from releases.feeds import vendor
from releases.feeds import views as feeds
from releases.rendering import formats as registry
from releases.views import archive, files, formats, notices, pages, redline, standing, subjects

#: Digits as they are written out, so that a page has one address.
_RELEASE = r"^releases/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<slug>[a-z0-9-]+)"
_EDITION = rf"{_RELEASE}/editions/(?P<number>[1-9][0-9]{{0,3}})"
_FORMAT = rf"\.(?P<ending>{'|'.join(ending.replace('.', '[.]') for ending in registry.endings())})$"
_FEED = rf"\.(?P<ending>{'|'.join(addressing.FEEDS)})$"

urlpatterns = [
    path("", pages.home, name="home"),
    path("releases/", archive.archive, name="archive"),
    re_path(rf"{_RELEASE}/$", pages.release, name="release"),
    re_path(rf"{_RELEASE}{_FORMAT}", formats.release, name="release-format"),
    re_path(rf"{_EDITION}/$", pages.edition, name="edition"),
    re_path(rf"{_EDITION}{_FORMAT}", formats.edition, name="edition-format"),
    re_path(rf"{_EDITION}/redline/$", redline.redline, name="redline"),
    re_path(rf"{_EDITION}/record$", standing.edition_record, name="record"),
    path("contacts/", standing.contacts, name="contacts"),
    path("contacts/<uuid:key>.vcf", standing.vcard, name="vcard"),
    path("feeds/", standing.feeds, name="feeds"),
    path("record/", standing.record, name="about-record"),
    path("drugs/", subjects.pipeline, name="pipeline"),
    re_path(r"^drugs/(?P<slug>[a-z0-9-]+)/$", subjects.drug, name="drug"),
    re_path(r"^trials/(?P<slug>[a-z0-9-]+)/$", subjects.trial, name="trial"),
    path("files/<uuid:key>/<str:name>", files.file, name="file"),
    re_path(rf"^feeds/releases{_FEED}", feeds.feed, name="feed"),
    re_path(rf"^feeds/categories/(?P<category>[a-z-]+){_FEED}", feeds.feed, name="category-feed"),
    re_path(rf"^feeds/drugs/(?P<drug>[a-z0-9-]+){_FEED}", feeds.feed, name="drug-feed"),
    re_path(rf"^feeds/trials/(?P<trial>[a-z0-9-]+){_FEED}", feeds.feed, name="trial-feed"),
    # Where other vendors' newsrooms have their feeds: readers and scrapers survive a move.
    path("rss/news-releases.xml", feeds.moved),
    path("rss/pressrelease.aspx", feeds.moved),
    path("feed/PressRelease.svc/GetPressReleaseList", vendor.releases),
    path("feed/PressRelease.svc/GetPressReleaseYearList", vendor.years),
    path("api/v1/", include("releases.api.urls")),
    path("sitemap.xml", sitemaps.index),
    path("sitemaps/pages.xml", sitemaps.pages),
    path("sitemaps/news.xml", sitemaps.news),
    re_path(r"^sitemaps/releases-(?P<year>[1-9][0-9]{3})[.]xml$", sitemaps.releases),
    path("robots.txt", notices.robots),
    path(".well-known/security.txt", notices.security),
    path("llms.txt", notices.llms),
]
