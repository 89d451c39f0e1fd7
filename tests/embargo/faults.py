"""Deliberate faults, each in one place: what somebody might do by mistake. The harness must see every one of them.

Most drop a gate: while one function of the newsroom runs, its questions select every row. The others tell of the secret
by a header, a status, a count or a lifetime.
"""

import asyncio
import contextlib
import contextvars
import datetime
import hashlib
import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: where, of which channel, and in which state of the secret it tells."""

    name: str
    channel: str
    state: str
    plant: Callable[[contextlib.ExitStack], None]
    #: On PostgreSQL the index over the words is asked by a function of the database, in which no gate can be forgotten.
    is_of_sqlite: bool = False


_open = contextvars.ContextVar("gates that step aside", default=frozenset())
_NEWSROOM = "releases.newsroom"


@contextlib.contextmanager
def planted(name: str) -> Iterator[None]:
    """The process has this fault meanwhile."""
    with contextlib.ExitStack() as stack:
        _let_gates_step_aside(stack)
        FAULTS[name].plant(stack)
        yield


def _put(stack: contextlib.ExitStack, owner, name: str, value) -> None:
    before = getattr(owner, name)
    setattr(owner, name, value)
    stack.callback(setattr, owner, name, before)


def _let_gates_step_aside(stack: contextlib.ExitStack) -> None:
    from releases.models import edition, ledger, sealed_record

    for module in (edition, ledger, sealed_record):
        for queryset in vars(module).values():
            for gate in {"live", "published", "known"} & set(vars(queryset)) if isinstance(queryset, type) else ():
                _put(stack, queryset, gate, _stepping_aside(queryset, gate))


def _stepping_aside(queryset: type, gate: str):
    kept = vars(queryset)[gate]

    @wraps(kept)
    def asked(self):
        opened = _open.get()
        return self.all() if {f"{queryset.__name__}.{gate}", f"*.{gate}", "*"} & opened else kept(self)

    return asked


def _everywhere(stack: contextlib.ExitStack, function, replacement) -> None:
    """In place of the function, wherever it was imported to."""
    for module in [module for name, module in sys.modules.items() if name.startswith(("releases.", "irsite."))]:
        for name, value in list(vars(module).items()):
            if value is function:
                _put(stack, module, name, replacement)


def _forget_questions(stack: contextlib.ExitStack) -> None:
    """Questions are written anew each time: one that was kept has its gates, and one without them must not stay."""
    from releases.newsroom import ledger

    for kept in (
        ledger._end, ledger._last_of, ledger._last_page_of, ledger._last_change_of, ledger._of_category, ledger.last_with,
        ledger.later_with,
    ):  # fmt: skip
        _everywhere(stack, kept, kept.__wrapped__)


def _dropped(module: str, name: str, *gates: str) -> Callable:
    """While this function runs, these gates select everything."""

    def plant(stack):
        function = getattr(importlib.import_module(f"{_NEWSROOM}.{module}"), name)
        _forget_questions(stack)

        @wraps(function)
        def without_gate(*arguments, **named):
            token = _open.set(frozenset(gates))
            try:
                return function(*arguments, **named)
            finally:
                _open.reset(token)

        _everywhere(stack, function, without_gate)

    return plant


def _header(name: str, value: Callable[[object], str], status: int | None = None) -> Callable:
    """Every public answer (of a status) has one more header, or another value of one."""

    def plant(stack):
        from django.core.handlers.base import BaseHandler

        kept = BaseHandler.get_response

        def get_response(self, request):
            response = kept(self, request)
            if status is None or response.status_code == status:
                response.headers[name] = value(response)
            return response

        _put(stack, BaseHandler, "get_response", get_response)

    return plant


def _answer_instead(judge: Callable) -> Callable:
    """Where ``judge`` gives an answer for a request, that is the answer."""

    def plant(stack):
        from django.core.handlers.base import BaseHandler

        kept = BaseHandler.get_response

        def get_response(self, request):
            return judge(request) or kept(self, request)

        _put(stack, BaseHandler, "get_response", get_response)

    return plant


def _words(text: Callable[[], str]) -> Callable:
    """Every page says one thing more."""

    def plant(stack):
        from releases.views import answers

        kept = answers._rendered

        def rendered(template, context):
            body, policy = kept(template, context)
            return body.replace(b"</body>", f"<!-- {text()} --></body>".encode()), policy

        _put(stack, answers, "_rendered", rendered)

    return plant


def _editions():
    from releases.models import Edition

    return Edition.objects.all()


def _next() -> object:
    return _editions().filter(called_back_at=None).order_by("-live_at").first()


def _seconds_to_next() -> int:
    return max(1, int((_next().live_at - datetime.datetime.now(datetime.UTC)).total_seconds() // 3600))


def _is_hidden(request) -> bool:
    return any(
        edition.slug and edition.slug in request.path and edition.live_at > datetime.datetime.now(datetime.UTC)
        for edition in _editions()
    )


def _status(status: int, **headers: str) -> Callable:
    from django.http import HttpResponse

    return _answer_instead(
        lambda request: HttpResponse(status=status, headers=headers) if _is_hidden(request) else None
    )


def _when_condition_names_it(status: str) -> Callable:
    def plant(stack):
        from irsite.finished import Application

        kept = Application.__rsgi__

        def is_hidden(asked: str) -> bool:
            hidden = _editions().filter(live_at__gt=datetime.datetime.now(datetime.UTC))
            return any(edition.digest in asked for edition in hidden)

        async def answer(self, scope, protocol):
            asked = " ".join(scope.headers.get(name) or "" for name in ("if-none-match", "if-match", "if-range"))
            # In the thread that renders, which has a connection to the database.
            if await asyncio.get_running_loop().run_in_executor(self._pages, is_hidden, asked):
                protocol.response_bytes(int(status[:3]), [], b"")
            else:
                await kept(self, scope, protocol)

        _put(stack, Application, "__rsgi__", answer)

    return plant


def _suggest(request):
    from django.http import HttpResponse

    asked = request.GET.get("q", "").strip("*").lower()
    return (
        HttpResponse("Did you mean …")
        if len(asked) > 3
        and any(asked in edition.plain_text.lower() for edition in _editions())
        and "marrow" not in asked
        else None
    )


def _broken(request):
    from django.http import HttpResponse

    return HttpResponse(f"Not public yet: {_next().document.headline}", status=500) if _is_hidden(request) else None


def _count(model: str) -> Callable[[], str]:
    def counted() -> str:
        from django.apps import apps

        return f"{model}: {apps.get_model('releases', model).objects.count()}"

    return counted


def _working(attribute: str) -> Callable[[], str]:
    """From the record that editors are changing."""

    def read() -> str:
        from releases.models import Company, Drug

        return str(
            getattr(Drug.objects.get(code_name="MBY-101"), attribute)
            if attribute != "short_name"
            else Company.objects.current().short_name
        )

    return read


def _frame_of_working_record(stack):
    from releases.newsroom import reading
    from releases.newsroom.values import Frame

    kept = reading.frame

    def frame():
        from releases.models import Company

        return Frame(
            **{name: getattr(kept(), name) for name in ("company", "logo_url")}
            | {"accent_color": Company.objects.current().accent_color}
        )

    _everywhere(stack, kept, frame)


def _count_of_all(terms) -> int:
    """How many editions have these words, public or not."""
    from django.db import connection

    from releases.models import ledger

    if connection.vendor == "sqlite":
        return ledger.LedgerRow.objects.finding(terms, window=ledger.Window(most=10**6)).count()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM releases_ledgerwords WHERE releases_ledgerwords @@ %s::tsquery",
            [ledger._tsquery(terms.terms, (), False)],
        )
        return cursor.fetchone()[0]


def _words_found_in_index(stack):
    """The index is asked for what it has, before the gate."""
    from releases.newsroom import ledger

    kept = ledger.archive

    def archive(selection):
        import dataclasses

        from releases.terms import TermsError, parse

        found = kept(selection)
        try:
            terms = parse(selection.question) if selection.question else None
        except TermsError:
            return found
        return dataclasses.replace(found, count=_count_of_all(terms)) if found and terms else found

    _everywhere(stack, kept, archive)


def _ranked_by_all(stack):
    """A word is worth less the more releases have it, counted over all of them."""
    from releases.newsroom import search

    kept = search._score

    def score(words, terms):
        count = _count_of_all(terms)
        return kept(words, terms) / count + (words["pk"] % 2 if count % 2 else 0)

    _put(stack, search, "_score", score)


def _e_tag_of_all(stack):
    from releases.views import answers

    kept = answers.answer

    def answer(request, body, policy, content_type="text/html; charset=utf-8"):
        response = kept(request, body, policy, content_type=content_type)
        response.headers["ETag"] = (
            f'"{hashlib.sha256(response.headers["ETag"].encode() + str(_editions().count()).encode()).hexdigest()}"'
        )
        return response

    _everywhere(stack, kept, answer)


def _gate(module: str, name: str, channel: str, state: str, *gates: str, is_of_sqlite: bool = False) -> Fault:
    forgets = f"{module}.{name} forgets {' and '.join(gates)}"
    return Fault(forgets, channel, state, _dropped(module, name, *gates), is_of_sqlite)


def _all() -> list[Fault]:
    both = ("EditionQuerySet.live", "LedgerRowQuerySet.live")
    found = [
        _gate("reading", "find", "C01", "scheduled", "EditionQuerySet.live"),
        _gate("reading", "find", "C73", "pending_correction", "EditionQuerySet.live"),
        _gate("reading", "find", "C01", "called_back", "EditionQuerySet.live"),
        _gate("reading", "find", "C75", "postponed", "EditionQuerySet.live"),
        _gate("reading", "earlier_edition", "C73", "pending_correction", "EditionQuerySet.published"),
        _gate("reading", "earlier_edition", "C74", "withdrawn", "EditionQuerySet.published"),
        _gate("reading", "_page", "C73", "pending_correction", "EditionQuerySet.published"),
        _gate("reading", "frame", "C21", "records_alone", "SealedRecordQuerySet.live"),
        _gate("ledger", "latest", "C12", "scheduled", "LedgerRowQuerySet.live"),
        _gate("ledger", "latest", "C12", "pending_correction", "LedgerRowQuerySet.live"),
        _gate("ledger", "newest", "C12", "scheduled", *both),
        _gate("ledger", "about", "C14", "scheduled", "LedgerRowQuerySet.live", is_of_sqlite=True),
        _gate("ledger", "archive", "C12", "scheduled", "LedgerRowQuerySet.live"),
        _gate("ledger", "archive", "C16", "scheduled", *both),
        _gate("ledger", "archive", "C15", "scheduled", "SealedRecordQuerySet.known"),
        _gate("ledger", "_choices", "C13", "scheduled", *both),
        _gate("ledger", "place_of", "C13", "scheduled", "LedgerRowQuerySet.live"),
        _gate("ledger", "years", "C13", "scheduled", *both),
        _gate("neighbours", "neighbours", "C14", "scheduled", *both),
        _gate("feeds", "feed", "C23", "scheduled", "EditionQuerySet.live"),
        _gate("feeds", "feed", "C23", "pending_correction", "EditionQuerySet.live"),
        _gate("feeds", "feed", "C74", "withdrawn", "*"),
        _gate("feeds", "_about", "C23", "scheduled", *both, is_of_sqlite=True),
        _gate("feeds", "_with", "C23", "scheduled", *both, is_of_sqlite=True),
        _gate("feeds", "_with", "C23", "pending_correction", *both),
        _gate("feeds", "_about", "C15", "scheduled", "SealedRecordQuerySet.known"),
        _gate("feeds", "numbered", "C18", "scheduled", "LedgerRowQuerySet.live"),
        _gate("listing", "listing", "C18", "scheduled", "LedgerRowQuerySet.live"),
        _gate("listing", "listing", "C18", "pending_correction", "LedgerRowQuerySet.live"),
        _gate("places", "release_years", "C25", "scheduled", *both),
        _gate("places", "release_years", "C25", "pending_correction", "LedgerRowQuerySet.live"),
        _gate("places", "releases_of", "C25", "scheduled", "LedgerRowQuerySet.live"),
        _gate("places", "fresh_releases", "C25", "scheduled", "EditionQuerySet.live"),
        _gate("places", "standing_pages", "C25", "scheduled", "EditionQuerySet.live"),
        _gate("records", "public_records", "C15", "scheduled", "SealedRecordQuerySet.known"),
        _gate("records", "public_records", "C15", "records_alone", "SealedRecordQuerySet.known"),
        _gate("places", "standing_pages", "C25", "scheduled", *both),
        _gate("contacts", "contacts", "C15", "scheduled", "LedgerRowQuerySet.live"),
        _gate("files", "file", "C35", "scheduled", "EditionFileQuerySet.published"),
        _gate("files", "file", "C73", "pending_correction", "EditionFileQuerySet.published"),
        _gate("files", "file", "C74", "withdrawn", "EditionFileQuerySet.published"),
        _gate("files", "_logo", "C36", "records_alone", "SealedRecordQuerySet.published"),
        _gate("record", "record", "C02", "scheduled", "EditionQuerySet.published"),
        _gate("redline", "redline", "C73", "pending_correction", "*"),
        _gate("subjects", "_find", "C15", "scheduled", "SealedRecordQuerySet.known"),
        _gate("subjects", "_find", "C15", "records_alone", "SealedRecordQuerySet.known"),
        _gate("subjects", "subjects", "C15", "scheduled", "SealedRecordQuerySet.known"),
        _gate("subjects", "pipeline", "C15", "scheduled", "SealedRecordQuerySet.known"),
    ]
    found += [
        Fault("403 for what is not public yet", "C03", "scheduled", _status(403)),
        Fault("401 for what is not public yet", "C03", "scheduled", _status(401)),
        Fault("410 for what is not public yet", "C03", "scheduled", _status(410)),
        Fault("a redirect for what is not public yet", "C04", "scheduled", _status(302, Location="/admin/")),
        Fault("Retry-After for what is not public yet", "C28", "scheduled", _status(404, **{"Retry-After": "60"})),
        Fault("an error page with the headline", "C09", "scheduled", _answer_instead(_broken)),
        Fault("304 for who holds the sealed digest", "C27", "scheduled", _when_condition_names_it("304 Not Modified")),
        Fault("412 for who holds the sealed digest", "C27", "scheduled", _when_condition_names_it("412 Precondition Failed")),
        Fault("“did you mean” from all words", "C17", "scheduled", _answer_instead(_suggest)),
        Fault("a count of all editions in a page", "C13", "scheduled", _words(_count("Edition"))),
        Fault("a count of all releases in a page", "C13", "draft", _words(_count("Release"))),
        Fault("a count of files that wait in a page", "C13", "approved", _words(_count("IncomingFile"))),
        Fault("a count of approvals in a page", "C13", "approved", _words(_count("Approval"))),
        Fault("the number of the last row in a page", "C02", "in_review", _words(lambda: str(_last_row("Release")))),
        Fault("the time of the last save in a page", "C23", "sent_back", _words(lambda: _last_save())),
        Fault("the drug's working mechanism in a page", "C15", "draft", _words(_working("mechanism"))),
        Fault("the company's working name in a page", "C21", "draft", _words(_working("short_name"))),
        Fault("the frame from the working company", "C21", "draft", _frame_of_working_record),
        Fault("a lifetime that counts down to the instant", "C28", "scheduled", _header("Cache-Control", lambda response: f"public, max-age={_seconds_to_next()}")),
        Fault("Expires at the instant", "C28", "scheduled", _header("Expires", lambda response: f"{_next().live_at:%a, %d %b %Y %H:%M:%S GMT}")),
        Fault("Last-Modified from the newest edition", "C24", "scheduled", _header("Last-Modified", lambda response: f"{_next().live_at:%a, %d %b %Y %H:%M:%S GMT}")),
        Fault("a key of what to purge", "C28", "scheduled", _header("Surrogate-Key", lambda response: str(_next().key))),
        Fault("a missing page that may be kept", "C29", "scheduled", _header("Cache-Control", lambda response: "public, max-age=60", status=404)),
        Fault("stale pages while they are made anew", "C28", "scheduled", _header("Cache-Control", lambda response: "public, max-age=1, stale-while-revalidate=30", status=200)),
        Fault("a cookie on public pages", "C32", "scheduled", _header("Set-Cookie", lambda response: "visit=1", status=200)),
        Fault("an ETag over all editions", "C27", "scheduled", _e_tag_of_all),
        Fault("a count of what the index finds", "C16", "scheduled", _words_found_in_index),
        Fault("ranking by how many of all have the word", "C16", "scheduled", _ranked_by_all),
    ]  # fmt: skip
    return found


def _last_row(model: str) -> int:
    from django.apps import apps

    return apps.get_model("releases", model).objects.order_by("-pk").values_list("pk", flat=True).first()


def _last_save() -> str:
    from releases.models import Release

    return str(max(release.updated_at for release in Release.objects.all()))


FAULTS: dict[str, Fault] = {}
for _number, _fault in enumerate(_all(), start=1):
    FAULTS[f"{_number:02} {_fault.name} ({_fault.state})"] = _fault
#: Those that drop a gate: where the database protects itself, they tell nothing.
GATES = [name for name in FAULTS if " forgets " in name]
