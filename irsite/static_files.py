"""Static files: in a public process those of the newsroom, and of the bundled editor only what it loads here.

Its package carries 900 files more: tests and previews in HTML, of which two were ways in (CVE-2023-4771, CVE-2024-24816),
plug-ins that call other sites, a picture browser with a jQuery of 2009. What is not collected answers nothing.
"""

import re

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from whitenoise.middleware import WhiteNoiseMiddleware

#: The folder of static/ that public pages refer to.
NEWSROOM = "newsroom/"
_FOLDER = "ckeditor/"
#: The plug-ins that stay when those in settings.CKEDITOR_CONFIGS are removed, as far as they load files of their own.
_PLUGINS = (
    "clipboard|dialog|divarea|link|magicline|pastefromgdocs|pastefromlibreoffice|pastefromword|pastetools|specialchar|table"
    "|tableselection|tabletools|a11yhelp|about|colordialog|copyformatting|find|liststyle|widget|notification"
)
EDITOR = re.compile(
    # No language but English: the desk speaks no other.
    r"(?!.*/lang/(?!en\.js))ckeditor/(?:ckeditor-init\.js|fixups\.js|ckeditor\.css"
    r"|ckeditor/(?:ckeditor|config|styles)\.js|ckeditor/contents\.css|ckeditor/lang/en\.js"
    r"|ckeditor/skins/moono-lisa/(?:[\w/-]+)\.(?:css|png|gif)"
    rf"|ckeditor/plugins/(?:icons(?:_hidpi)?\.png|(?:{_PLUGINS})/(?:[\w-]+/)*[\w-]+\.(?:js|css|png|gif|cur)|copyformatting/cursors/[\w-]+\.svg))"
)


def is_served(path: str) -> bool:
    """Whether a static file of this path may be collected and served."""
    return not path.startswith(_FOLDER) or bool(EDITOR.fullmatch(path))


class AppFiles(AppDirectoriesFinder):
    """Django's own finder, which passes over what :func:`is_served` refuses."""

    def list(self, ignore_patterns):
        for path, storage in super().list(ignore_patterns):
            if is_served(path):
                yield path, storage

    def find_in_app(self, app, path):
        return super().find_in_app(app, path) if is_served(path.replace("\\", "/")) else None


class StaticFiles(WhiteNoiseMiddleware):
    """Whitenoise; a public process serves the newsroom's files only, whatever else lies in its folder, and no process the list of
    all of them."""

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        name = url.removeprefix(settings.STATIC_URL)
        is_wanted = name.startswith(NEWSROOM) if settings.IRSITE_ROLE == "public" else "/" in name
        if is_wanted:
            super().add_file_to_dictionary(url, path, stat_cache)
