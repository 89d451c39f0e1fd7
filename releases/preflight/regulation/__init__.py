"""Law, exchange rules and the field's usage as dated data: TOML files beside this one, each entry with its source.

An entry holds from its ``from`` to its ``until`` (dates, both included; those of its file where it has none). A folder
named by the caller adds files of the same names: an entry whose ``id`` stands there already, in the same file, takes its
place, another one is added. So what an exchange changes is changed without a release of the software.
"""

import datetime
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from releases.preflight.regulation.phrases import Lexicon

__all__ = ["Entry", "Lexicon", "Regulation", "RegulationError", "load"]

_OWN = Path(__file__).parent


class RegulationError(ValueError):
    """A file of regulation can't be read; the message names the file and what to change."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: where it stands, when it holds, where it is from, and what it says."""

    table: str
    id: str
    since: datetime.date
    until: datetime.date | None
    source: str
    says: dict

    def holds_on(self, date: datetime.date) -> bool:
        return self.since <= date and (self.until is None or date <= self.until)

    def __getitem__(self, name: str):
        return self.says[name]

    def get(self, name: str, default=None):
        return self.says.get(name, default)


class Regulation:
    """The entries of all tables; asked by table and id for a date."""

    def __init__(self, entries: tuple[Entry, ...]):
        self._entries = {(entry.table, entry.id): entry for entry in entries}
        self._lexicons: dict[tuple[str, ...], Lexicon] = {}

    def entry(self, table: str, name: str, *, on: datetime.date) -> Entry | None:
        """The entry of this id, or None when it does not hold on the date."""
        entry = self._entries.get((table, name))
        return entry if entry and entry.holds_on(on) else None

    def entries(self, table: str, *, on: datetime.date) -> tuple[Entry, ...]:
        """The entries of a table that hold on the date, in their order."""
        return tuple(entry for entry in self._entries.values() if entry.table == table and entry.holds_on(on))

    def lexicon(self, table: str, name: str, *, on: datetime.date, key: str = "phrases") -> Lexicon:
        """The phrases of an entry, ready to be sought; an empty lexicon when it does not hold on the date."""
        entry = self.entry(table, name, on=on)
        place = (table, name, key) if entry else ()
        if place not in self._lexicons:
            self._lexicons[place] = Lexicon(tuple(entry[key]) if entry else ())
        return self._lexicons[place]


def load(folder: Path | None = None) -> Regulation:
    """What stands beside this file, with a site's own folder laid over it. Raises :class:`RegulationError`."""
    return _load(folder, _stamp(folder))


def _stamp(folder: Path | None) -> tuple:
    """What changes when a file of the folder does, so that nobody need restart anything."""
    if folder is None:
        return ()
    if not folder.is_dir():
        raise RegulationError(f"The folder of regulation {folder} is not there. Make it, or unset IRSITE_REGULATION.")
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.toml")))


@functools.lru_cache(maxsize=4)
def _load(folder: Path | None, stamp: tuple) -> Regulation:
    read: dict[tuple[str, str], Entry] = {}
    for place in filter(None, (_OWN, folder)):
        for path in sorted(place.glob("*.toml")):
            read |= {(entry.table, entry.id): entry for entry in _entries(path)}
    return Regulation(tuple(read.values()))


def _entries(path: Path) -> list[Entry]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return [
            Entry(
                table=path.stem,
                id=item["id"],
                since=item.get("from", data.get("from", datetime.date.min)),
                until=item.get("until", data.get("until")),
                source=item.get("source") or data["source"],
                says={name: value for name, value in item.items() if name not in ("id", "from", "until", "source")},
            )
            for item in data["entries"]
        ]
    except KeyError as error:
        raise RegulationError(
            f"{path}: {error} is missing. Every entry needs an id, and the file or it a source."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegulationError(f"{path} is no TOML file: {error}") from error
