"""A round: ask, judge, and write down what was seen."""

import datetime
import time
from collections.abc import Sequence
from itertools import zip_longest

from django.db import transaction

from releases import editions
from releases.models import Edition, ProbeRound
from releases.rendering import formats
from releases.vocabulary import ProbeOutcome, ProbePhase
from releases.watch import alarms, judging
from releases.watch.asking import Answer, Asker, Question
from releases.watch.releases import Watched, watched
from releases.watch.signs import Sign

#: What was asked so shortly before an instant is not judged: the answer may be of after it.
MARGIN = datetime.timedelta(seconds=0.5)
#: Channels named in a sentence.
_NAMED = 3
#: After the instant: how long until what is not open yet is an alarm.
PATIENCE = 60.0
_LIGHT_FIRST = 5.0
#: Green rounds are kept so long; red ones, and those after an instant, for ever.
_KEEP = datetime.timedelta(days=14)


def probe(asker: Asker) -> list[ProbeRound]:
    """One round of everything that must not show at this moment. With nothing sealed or planned the same lists are asked for,
    and nothing is written. Returns what was written."""
    now = editions.database_now()
    releases = watched(now)
    sealed = judging.Sealed(asker, now.year)
    sealed.ask(releases)
    if asker.is_stopped():  # answers after the instant rightly show what became public at it
        return []
    verdicts = {each.key: sealed.verdict(each) for each in releases}
    if any(verdict.wrong for verdict in verdicts.values()):
        verdicts = _confirmed(sealed, verdicts)
    if asker.is_stopped():
        return []
    now = editions.database_now()
    standing = {each.key: each for each in watched(now)}
    # What has changed meanwhile, or is about to become public, is left to the next round.
    return [
        _write_sealed(standing[key], verdict, now, is_named=bool(asker.direct))
        for key, verdict in verdicts.items()
        if key in standing and (standing[key].instant is None or standing[key].instant > now + MARGIN)
    ]


def _confirmed(sealed: judging.Sealed, verdicts: dict) -> dict:
    """Judge anew by what is public now: what another release says since its own instant is no leak of this one."""
    fresh = {each.key: each for each in watched(editions.database_now(), is_fresh=True) if each.key in verdicts}
    found = {}
    for key, release in fresh.items():
        if not verdicts[key].wrong:
            found[key] = verdicts[key]
            continue
        sealed.ask([release])
        found[key] = sealed.verdict(release)
        if found[key].differing:
            sealed.ask_again(found[key])
            found[key] = sealed.verdict(release)
    return found


def _write_sealed(release: Watched, verdict: judging.Verdict, now: datetime.datetime, *, is_named: bool) -> ProbeRound:
    error = ""
    if verdict.wrong:
        outcome, named = ProbeOutcome.RED, _named(verdict.wrong)
        error = f"{_channels(len(verdict.wrong))} of {verdict.asked} answered what must not be public yet: {named}"
    elif verdict.unanswered or not verdict.asked:
        outcome, named = ProbeOutcome.UNANSWERED, _named(verdict.unanswered)
        error = f"{_channels(len(verdict.unanswered))} of {verdict.asked} did not answer, so nothing is known of them: {named}"
    else:
        outcome = ProbeOutcome.GREEN
    return _write(
        release, ProbePhase.BEFORE, outcome, now, asked=verdict.asked, as_expected=verdict.as_expected, is_named=is_named,
        wrong=[list(each) for each in verdict.wrong], error=error,
    )  # fmt: skip


class Opening:
    """One release after its instant, until every channel has it."""

    def __init__(self, asker: Asker, release: Watched):
        self.release = release
        self._asker = asker
        self._wanted: dict[tuple[str, Question], tuple[Sign, ...]] = {
            (origin, question): marks for question, marks in judging.expected(release) for origin in asker.origins
        }
        self.opened: dict[tuple[str, Question], float] = {}
        self._asked_from: float | None = None
        self._is_told = False

    def waiting(self, since: float) -> list[tuple[str, Question]]:
        """What is asked so many seconds after the instant: what is not open yet."""
        if self._asked_from is None:
            self._asked_from = max(since, 0.0)
        waiting = [pair for pair in self._wanted if pair not in self.opened]
        if since < _LIGHT_FIRST:  # what is made when its first reader asks must not hold up the measure of the others
            return [pair for pair in waiting if not _is_made(pair[1])] or waiting
        return waiting

    def settle(self, answers: dict[tuple[str, Question], Answer], at: float, since: float) -> ProbeRound | None:
        """Take answers to questions that were sent at ``at``, by the monotonic clock, ``since`` seconds after the instant;
        returns what was written: once all are open, and once they are late."""
        for pair, answer in answers.items():
            if not answer.failure and judging.is_open(answer, self._wanted[pair]):
                self.opened[pair] = since + answer.received - at
        if self._asker.is_stopped() or not self._stands():
            return None
        if len(self.opened) == len(self._wanted):
            return self._write(ProbeOutcome.GREEN)
        if since > PATIENCE and not self._is_told:
            self._is_told = True
            return self._write(ProbeOutcome.RED)
        return None

    def _stands(self) -> bool:
        return Edition.objects.live().filter(pk=self.release.edition_id).exists()

    def _write(self, outcome: ProbeOutcome) -> ProbeRound:
        late = [(self._name(pair), "It does not have it.") for pair in self._wanted if pair not in self.opened]
        error = f"{_channels(len(late))} of {len(self._wanted)} did not have the release {PATIENCE:.0f} seconds after its instant: {_named(late)}"
        return _write(
            self.release, ProbePhase.AFTER, outcome, editions.database_now(), asked=len(self._wanted),
            as_expected=len(self.opened), is_named=True, wrong=[list(each) for each in late], error=error if late else "",
            opened={self._name(pair): round(seconds, 3) for pair, seconds in self.opened.items()},
            asked_from=round(self._asked_from, 3), slowest=None if late else round(max(self.opened.values()), 3),
        )  # fmt: skip

    def _name(self, pair: tuple[str, Question]) -> str:
        return pair[1].channel + (f" at {pair[0]}" if len(self._asker.origins) > 1 else "")


def ask(asker: Asker, openings: Sequence[Opening]) -> list[ProbeRound]:
    """Ask for all of them at once, in turns, so that what comes out at one instant is seen at one instant. Returns what was
    written."""
    now, at = editions.database_now(), time.monotonic()
    since = [(now - each.release.instant).total_seconds() for each in openings]
    questions = [each.waiting(seconds) for each, seconds in zip(openings, since, strict=True)]
    answers = asker.ask(pair for turn in zip_longest(*questions) for pair in turn if pair)
    written = [
        each.settle({pair: answers[pair] for pair in asked}, at, seconds)
        for each, asked, seconds in zip(openings, questions, since, strict=True)
    ]
    return [row for row in written if row]


def prune() -> int:
    """Forget green rounds of long ago; how many."""
    before = editions.database_now() - _KEEP
    old = ProbeRound.objects.filter(phase=ProbePhase.BEFORE, at__lt=before).exclude(outcome=ProbeOutcome.RED)
    return old.delete()[0]


@transaction.atomic
def _write(release: Watched, phase: ProbePhase, outcome: ProbeOutcome, at: datetime.datetime, **facts) -> ProbeRound:
    """Write the round together with the alarm that it raises or ends."""
    written = ProbeRound.objects.create(
        release_id=release.release_id, edition_id=release.edition_id, instant=release.instant, phase=phase,
        outcome=outcome, at=at, **facts,
    )  # fmt: skip
    alarms.settle(written)
    return written


def _is_made(question: Question) -> bool:
    slow = tuple(f".{each.ending}" for each in formats.FORMATS if each.kept_as)
    return question.path.endswith(slow) or question.path.startswith("/files/")


def _channels(count: int) -> str:
    return f"{count} channel" if count == 1 else f"{count} channels"


def _named(found) -> str:
    named = "; ".join(f"{channel}: {what}" for channel, what in list(found)[:_NAMED])
    return named + (f" And {len(found) - _NAMED} more." if len(found) > _NAMED else "")
