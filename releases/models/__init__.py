"""Records and tables. Models hold data and its constraints; what is done with them stands on higher floors."""

from releases.models.approval import Approval, RequiredSignOff
from releases.models.archive import ImportItem, ImportRun
from releases.models.boilerplate import Boilerplate, BoilerplateVersion
from releases.models.changes import WATCHED, as_saved, entries_of, is_same, kept_fields, part_of
from releases.models.company import Company
from releases.models.contact import Contact
from releases.models.draft import FormDraft
from releases.models.drug import Designation, Drug, Program
from releases.models.edition import Edition, EditionFile, SealedError
from releases.models.filing import Filing
from releases.models.finding_reason import FindingReason
from releases.models.history import HistoryEntry
from releases.models.incoming import IncomingFile, MatchQuestion
from releases.models.ledger import LedgerRow, LedgerWords, Window
from releases.models.media import Media
from releases.models.probe import ProbeIncident, ProbeRound, ProbeWorker
from releases.models.record_move import RecordMove, RequiredRecordSignOff
from releases.models.record_name import RecordName
from releases.models.release import (
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
)
from releases.models.results import ReleaseResults
from releases.models.revocation import Revocation
from releases.models.sealed_file import SealedFile
from releases.models.sealed_record import EditionLink, SealedRecord
from releases.models.snapshot import ReleaseSnapshot
from releases.models.source import SourceFile
from releases.models.trial import Trial, TrialDrug

__all__ = [
    "WATCHED",
    "Approval",
    "Boilerplate",
    "BoilerplateVersion",
    "Company",
    "Contact",
    "Designation",
    "Drug",
    "Edition",
    "EditionFile",
    "EditionLink",
    "Filing",
    "FindingReason",
    "FormDraft",
    "HistoryEntry",
    "ImportItem",
    "ImportRun",
    "IncomingFile",
    "LedgerRow",
    "LedgerWords",
    "MatchQuestion",
    "Media",
    "ProbeIncident",
    "ProbeRound",
    "ProbeWorker",
    "Program",
    "RecordMove",
    "RecordName",
    "Release",
    "ReleaseContact",
    "ReleaseDrug",
    "ReleaseFootnote",
    "ReleaseResults",
    "ReleaseSection",
    "ReleaseSnapshot",
    "ReleaseTrial",
    "RequiredRecordSignOff",
    "RequiredSignOff",
    "Revocation",
    "SealedError",
    "SealedFile",
    "SealedRecord",
    "SourceFile",
    "Trial",
    "TrialDrug",
    "Window",
    "as_saved",
    "entries_of",
    "is_same",
    "kept_fields",
    "part_of",
]
