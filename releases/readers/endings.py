"""Endings of file names: what is read, and what is refused with what to do instead."""

HTML = (".html", ".htm", ".xhtml")
TEXT = (".txt", ".text")
WORD = (".docx",)
#: Opened, and read one by one.
FEEDS = (".rss", ".atom", ".xml")
ARCHIVES = (".zip",)
#: Read.
READ = (*WORD, *HTML, *TEXT)
#: A folder is searched for these, too, so that they are refused with a sentence and not passed over.
REFUSED = (".doc", ".docm", ".rtf", ".pdf", ".odt", ".pages", ".eml", ".msg", ".mht", ".mhtml")
_MEDIA_TYPES = ("text/plain", "text/html", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
#: What a browser's dialog of files offers: the value of ``accept``.
ACCEPT = ",".join((*READ, *_MEDIA_TYPES))
