"""The demo's files, read."""

import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
_ADDRESS = "https://www.quillhaven.example/releases/"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A release as its file has it. ``name`` is the file's, and orders the releases in time."""

    name: str
    fields: dict

    @property
    def key(self) -> uuid.UUID:
        """Key of the release's record: the same in every demo, so that a loaded one is known again."""
        return uuid.uuid5(uuid.NAMESPACE_URL, _ADDRESS + self.name)

    @property
    def progress(self) -> dict:
        """What the release announces of drugs and trials."""
        return self.fields.get("progress", {})


def manuscripts() -> list[Manuscript]:
    """All releases, oldest first."""
    paths = sorted((FOLDER / "releases").glob("*.toml"))
    return [Manuscript(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths]


def table(name: str) -> dict:
    """One of the files of records: ``company``, ``drugs``, ``trials``, ``contacts``, ``boilerplate``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def media(name: str) -> bytes:
    """A picture or PDF."""
    return (FOLDER / "media" / name).read_bytes()


def wire(name: str) -> bytes:
    """Wire copy as it was sent."""
    return (FOLDER / "wire" / name).read_bytes()
