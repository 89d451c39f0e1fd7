"""What answers mean: before its instant nothing tells of a release, after it every channel has it."""

from dataclasses import dataclass

from releases import addressing, rendering
from releases.models import Edition, EditionFile, SealedRecord
from releases.rendering import formats, lettering
from releases.vocabulary import RecordKind
from releases.watch import channels
from releases.watch.asking import Answer, Asker, Question
from releases.watch.releases import Watched
from releases.watch.signs import Sign, found, plain

#: A release is expected on the first page of lists while fewer releases than this stand before it.
_ON_FIRST_PAGE = 5
_FEED = f"{addressing.feed()}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a round found of one release."""

    asked: int
    wrong: tuple[tuple[str, str], ...]  # channel, what
    differing: frozenset[tuple[str, Question]]  # of these, those that only differ from what is nowhere
    unanswered: tuple[tuple[str, str], ...]

    @property
    def as_expected(self) -> int:
        return self.asked - len(self.wrong) - len(self.unanswered)


class Sealed:
    """Whether a release shows itself before its instant, by answers that are asked for once and judged for each release."""

    def __init__(self, asker: Asker, year: int):
        self._asker = asker
        self._everywhere = [(origin, each) for origin in asker.origins for each in channels.everywhere(year)]
        self._answers: dict[tuple[str, Question], Answer] = {}
        self._plain: dict[tuple[str, Question], str] = {}

    def ask(self, releases: list[Watched]) -> None:
        wanted = [*self._everywhere]
        for release in releases:
            wanted += [pair for pair in self._own(release) if pair[1]]
            wanted += [(origin, twin) for origin, _, twin in self._compared(release) if twin]
        self._answers |= self._asker.ask(pair for pair in wanted if pair not in self._answers)

    def ask_again(self, verdict: Verdict) -> None:
        """What differed from what is nowhere: both may have been asked for while the site was changing."""
        self._answers |= self._asker.ask(verdict.differing)
        for pair in verdict.differing:
            self._plain.pop(pair, None)

    def verdict(self, release: Watched) -> Verdict:
        """Judges what :meth:`ask` has brought."""
        wrong, unanswered, differing = [], [], set()
        own = {(origin, question): twin for origin, question, twin in self._compared(release)}
        asked = dict.fromkeys([*self._everywhere, *self._own(release)])
        for pair in asked:
            answer, (origin, question) = self._answers.get(pair), pair
            name = f"{question.channel}{self._at(origin)}"
            twin = own.get(pair) and self._answers.get((origin, own[pair]))
            if answer is None or answer.failure or (twin and twin.failure):
                unanswered.append((name, answer.failure if answer and answer.failure else "It was not asked."))
            elif what := self._told(release, pair, answer, twin):
                wrong.append((name, what))
                differing |= {pair, (origin, own[pair])} if twin and what.startswith("It answers") else set()
            elif answer.status >= 500:
                unanswered.append((name, f"It answers {answer.status}."))
        return Verdict(
            asked=len(asked), wrong=tuple(wrong), unanswered=tuple(unanswered), differing=frozenset(differing)
        )

    def _own(self, release: Watched) -> list[tuple[str, Question]]:
        own = [(origin, question) for origin, question, _ in self._compared(release)]
        return own + [(origin, each) for origin in self._asker.direct for each in channels.searched(release)]

    def _compared(self, release: Watched) -> list[tuple[str, Question, Question | None]]:
        return [
            (origin, question, twin) for question, twin in channels.own(release)
            for origin in (self._asker.origins if twin is None else self._asker.direct)
        ]  # fmt: skip

    def _told(self, release: Watched, pair: tuple[str, Question], answer: Answer, twin: Answer | None) -> str:
        if twin and answer.whole != twin.whole:
            return (
                f"It answers {answer.status}, and an address where nothing is answers {twin.status}."
                if answer.status != twin.status
                else "It answers otherwise than an address where nothing is."
            )
        is_echoed = channels.HIDDEN in pair[1].channel and "?q=" in pair[1].channel
        what = found(release.signs, self._words(pair, answer), is_echoed=is_echoed)
        return f"It has {what}." if what else ""

    def _words(self, pair: tuple[str, Question], answer: Answer) -> str:
        if pair not in self._plain:
            head = " ".join(f"{name}: {value}" for name, value in answer.headers)
            self._plain[pair] = plain(f"{head}\n{answer.body.decode('utf-8', 'replace')}")
        return self._plain[pair]

    def _at(self, origin: str) -> str:
        return f" at {origin}" if len(self._asker.origins) > 1 else ""


def expected(release: Watched) -> list[tuple[Question, tuple[Sign, ...]]]:
    """After the instant: each channel that must have the release, with the marks of which an answer must have one (none:
    that it is there is enough)."""
    marks = tuple(
        [Sign("its digest", release.digest[:12], True), Sign("its identity in feeds", release.item_id.casefold(), True)]
        + ([] if release.is_known else [Sign("its address", release.path.rstrip("/"), True)])
    )
    nameless = tuple(f".{each.ending}" for each in formats.FORMATS if not each.names_edition)
    wanted = [
        (question, () if twin else marks)
        for question, twin in channels.own(release)
        if not question.headers and (release.number > 1 or "/redline/" not in question.path)
        if twin or not question.path.endswith(nameless)
    ]
    left_out = tuple(
        f".{ending}"
        for ending in lettering.omitted(release.document, plain_text=rendering.plain_text(release.document))
    )
    wanted = [pair for pair in wanted if not pair[0].path.endswith(left_out)]
    keys = EditionFile.objects.filter(edition=release.edition_id).values_list("key", "name")
    has = {question.path for question, _ in wanted}
    for key, name in keys:
        question = channels.file_of(str(key), name)
        wanted += [] if question.path in has else [(question, ())]
    return wanted + [(Question(path, path), marks) for path in _lists(release)]


def _lists(release: Watched) -> list[str]:
    """Lists that must have it: feeds by instant; the others, which are by date, while it is among the newest of them."""
    paths = [
        f"{_FEED}{ending}" for each in channels.templates() if each.text.startswith(_FEED) for ending in each.endings
    ]
    document = release.document
    paths.append(f"{addressing.feed('categories', document.category)}.rss")
    drugs = [each.key for each in document.drugs if each.key]
    known = SealedRecord.objects.known().filter(kind=RecordKind.DRUG, record_key__in=drugs).exclude(slug="")
    paths += [f"{addressing.feed('drugs', slug)}.rss" for slug in known.values_list("slug", flat=True)]
    if release.number > 1:
        return paths
    edition = Edition.objects.get(pk=release.edition_id)
    before = Edition.objects.live().exclude(release=release.release_id).filter(path_date__gte=edition.path_date)
    if (
        before.filter(live_at__gte=edition.live_at).count() + before.filter(path_date__gt=edition.path_date).count()
        < _ON_FIRST_PAGE
    ):
        paths += [
            "/",
            addressing.releases(),
            "/llms.txt",
            "/api/v1/releases",
            "/feed/PressRelease.svc/GetPressReleaseList",
        ]
        paths.append(addressing.releases(category=document.category))
    return [*paths, "/sitemaps/news.xml", f"/sitemaps/releases-{edition.path_date:%Y}.xml"]


def is_open(answer: Answer, marks: tuple[Sign, ...]) -> bool:
    """Whether the channel has the release."""
    return answer.status == 200 and (not marks or bool(found(marks, plain(answer.body.decode("utf-8", "replace")))))
