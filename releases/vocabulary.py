"""The field's words as choices: exchanges, phases, statuses, kinds.

Values are stored and travel in documents, so a value, once used, keeps its meaning for ever;
labels may be improved.
"""

from django.db.models import TextChoices


class Exchange(TextChoices):
    """Where the shares are listed, by the name that stands in "(EXCHANGE: SYMBOL)"."""

    NASDAQ = "NASDAQ", "Nasdaq"
    NYSE = "NYSE", "New York Stock Exchange"
    NYSE_AMERICAN = "NYSE American", "NYSE American"
    TSX = "TSX", "Toronto Stock Exchange"
    LSE = "LSE", "London Stock Exchange"
    EURONEXT = "Euronext", "Euronext"
    FSE = "FSE", "Frankfurt Stock Exchange"
    SIX = "SIX", "SIX Swiss Exchange"
    OMX = "Nasdaq Stockholm", "Nasdaq Stockholm"
    ASX = "ASX", "Australian Securities Exchange"
    TSE = "TSE", "Tokyo Stock Exchange"
    HKEX = "HKEX", "Hong Kong Exchanges"
    OTCQX = "OTCQX", "OTCQX"
    OTCQB = "OTCQB", "OTCQB"


#: ISO 10383 market identifier code of each exchange; schema.org's tickerSymbol wants "MIC SYMBOL".
MIC = {
    Exchange.NASDAQ: "XNAS",
    Exchange.NYSE: "XNYS",
    Exchange.NYSE_AMERICAN: "XASE",
    Exchange.TSX: "XTSE",
    Exchange.LSE: "XLON",
    Exchange.EURONEXT: "XPAR",
    Exchange.FSE: "XFRA",
    Exchange.SIX: "XSWX",
    Exchange.OMX: "XSTO",
    Exchange.ASX: "XASX",
    Exchange.TSE: "XTKS",
    Exchange.HKEX: "XHKG",
    Exchange.OTCQX: "OTCM",
    Exchange.OTCQB: "OTCM",
}


class Category(TextChoices):
    """What a release is about; readers filter by it, and sign-offs will depend on it."""

    CLINICAL = "clinical", "Clinical data"
    REGULATORY = "regulatory", "Regulatory"
    EARNINGS = "earnings", "Earnings"
    FINANCING = "financing", "Financing"
    PARTNERSHIP = "partnership", "Partnership"
    CORPORATE = "corporate", "Corporate"
    GOVERNANCE = "governance", "Management and board"
    EVENT = "event", "Event"
    PUBLICATION = "publication", "Publication"
    OTHER = "other", "Other news"


class Wire(TextChoices):
    """The news wire named in a dateline, as it prints itself."""

    BUSINESS_WIRE = "BUSINESS WIRE", "Business Wire"
    PR_NEWSWIRE = "PRNewswire", "PR Newswire"
    GLOBE_NEWSWIRE = "GLOBE NEWSWIRE", "GlobeNewswire"
    MARKETWIRED = "Marketwired", "Marketwired"
    ACCESSWIRE = "ACCESSWIRE", "ACCESSWIRE"


class TrialPhase(TextChoices):
    """Phase of a trial; values follow ClinicalTrials.gov, which writes 1/2 as two phases."""

    EARLY_PHASE1 = "EARLY_PHASE1", "Early Phase I"
    PHASE1 = "PHASE1", "Phase I"
    PHASE1_PHASE2 = "PHASE1/PHASE2", "Phase I/II"
    PHASE2 = "PHASE2", "Phase II"
    PHASE2_PHASE3 = "PHASE2/PHASE3", "Phase II/III"
    PHASE3 = "PHASE3", "Phase III"
    PHASE4 = "PHASE4", "Phase IV"
    NA = "NA", "Not applicable"


class TrialStatus(TextChoices):
    """overallStatus in ClinicalTrials.gov's API, version 2."""

    NOT_YET_RECRUITING = "NOT_YET_RECRUITING", "Not yet recruiting"
    RECRUITING = "RECRUITING", "Recruiting"
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION", "Enrolling by invitation"
    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING", "Active, not recruiting"
    COMPLETED = "COMPLETED", "Completed"
    SUSPENDED = "SUSPENDED", "Suspended"
    TERMINATED = "TERMINATED", "Terminated"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    UNKNOWN = "UNKNOWN", "Unknown status"


class EnrollmentType(TextChoices):
    """enrollmentInfo.type in ClinicalTrials.gov's API: a plan or a count."""

    ESTIMATED = "ESTIMATED", "Estimated"
    ACTUAL = "ACTUAL", "Actual"


class DrugRole(TextChoices):
    """What a drug does in a trial."""

    INVESTIGATIONAL = "investigational", "Investigational"
    COMBINATION = "combination", "Combination"
    COMPARATOR = "comparator", "Comparator"


class ProgramPhase(TextChoices):
    """How far a drug has come in one indication, from the bench to the market."""

    DISCOVERY = "discovery", "Discovery"
    PRECLINICAL = "preclinical", "Preclinical"
    PHASE1 = "phase-1", "Phase I"
    PHASE1_2 = "phase-1-2", "Phase I/II"
    PHASE2 = "phase-2", "Phase II"
    PHASE2_3 = "phase-2-3", "Phase II/III"
    PHASE3 = "phase-3", "Phase III"
    FILED = "filed", "Under review"
    APPROVED = "approved", "Approved"


class ProgramStatus(TextChoices):
    """Whether a program is being pursued."""

    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    DISCONTINUED = "discontinued", "Discontinued"


class DesignationKind(TextChoices):
    """Regulators' expedited and orphan designations."""

    ORPHAN = "orphan", "Orphan drug"
    FAST_TRACK = "fast-track", "Fast track"
    BREAKTHROUGH = "breakthrough", "Breakthrough therapy"
    PRIORITY_REVIEW = "priority-review", "Priority review"
    ACCELERATED_APPROVAL = "accelerated-approval", "Accelerated approval"
    RMAT = "rmat", "Regenerative medicine advanced therapy"
    QIDP = "qidp", "Qualified infectious disease product"
    RARE_PEDIATRIC = "rare-pediatric", "Rare pediatric disease"
    PRIME = "prime", "PRIME"
    SAKIGAKE = "sakigake", "SAKIGAKE"
    CONDITIONAL = "conditional", "Conditional marketing authorisation"
    ILAP = "ilap", "Innovative licensing and access pathway"


class Region(TextChoices):
    """Whose regulator granted a designation."""

    US = "US", "United States"
    EU = "EU", "European Union"
    UK = "UK", "United Kingdom"
    JAPAN = "JP", "Japan"
    CHINA = "CN", "China"
    CANADA = "CA", "Canada"
    SWITZERLAND = "CH", "Switzerland"
    AUSTRALIA = "AU", "Australia"


class ContactKind(TextChoices):
    """Whom a contact answers."""

    INVESTORS = "investors", "Investors"
    MEDIA = "media", "Media"
    BOTH = "both", "Investors and media"


class BoilerplateKind(TextChoices):
    """What a standing text is for."""

    SAFE_HARBOR = "safe-harbor", "Safe harbor"
    ABOUT_COMPANY = "about-company", "About the company"
    ABOUT_DRUG = "about-drug", "About a drug"
    TRADEMARK = "trademark", "Trademark note"
    NO_OFFER = "no-offer", "No offer of securities"


class SectionKind(TextChoices):
    """What an about section describes."""

    COMPANY = "company", "The company"
    DRUG = "drug", "A drug"
    TRIAL = "trial", "A trial"
    OTHER = "other", "Something else"


class RecordKind(TextChoices):
    """What a release links to, and what is sealed beside it."""

    DRUG = "drug", "Drug"
    TRIAL = "trial", "Trial"
    CONTACT = "contact", "Contact"
    COMPANY = "company", "Company"


class FilingForm(TextChoices):
    """Forms of the SEC that a company's reports come on."""

    ANNUAL = "10-K", "10-K, annual report"
    ANNUAL_AMENDED = "10-K/A", "10-K/A, annual report, amended"
    QUARTERLY = "10-Q", "10-Q, quarterly report"
    QUARTERLY_AMENDED = "10-Q/A", "10-Q/A, quarterly report, amended"
    FOREIGN_ANNUAL = "20-F", "20-F, annual report of a foreign issuer"
    CURRENT = "8-K", "8-K, current report"
    FOREIGN_CURRENT = "6-K", "6-K, report of a foreign issuer"
    OTHER = "other", "Another form"

    @classmethod
    def periodic(cls) -> tuple[str, ...]:
        """The forms that report on a year or quarter."""
        return (cls.ANNUAL, cls.ANNUAL_AMENDED, cls.QUARTERLY, cls.QUARTERLY_AMENDED, cls.FOREIGN_ANNUAL)


class IncomingState(TextChoices):
    """Where a file stands that came and is not yet, or never, a release."""

    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    SET_ASIDE = "set-aside", "Set aside"


class TrackedChanges(TextChoices):
    """What an editor decides about the tracked changes of a Word file."""

    ACCEPT = "accept", "Accept them all"
    REJECT = "reject", "Reject them all"


class MatchAnswer(TextChoices):
    """What an editor says about a name that resembles a record's."""

    SAME = "same", "The same"
    ALIAS = "alias", "The same, and this is another name of it"
    NEW = "new", "Another one"


class MediaKind(TextChoices):
    """A figure is shown in the article, an attachment is offered beside it, a logo stands in the frame."""

    FIGURE = "figure", "Figure"
    ATTACHMENT = "attachment", "Attachment"
    LOGO = "logo", "Logo"


class ReleaseState(TextChoices):
    """Where the working record stands. A sealed release is called scheduled before its instant and published after."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    APPROVED = "approved", "Approved"
    SEALED = "sealed", "Sealed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Verb(TextChoices):
    """A move of the workflow, as history records it."""

    SUBMIT = "submit", "Submitted for review"
    SEND_BACK = "send-back", "Sent back"
    PLAN = "plan", "Planned"
    APPROVE = "approve", "Approved"
    VOID = "void", "Approvals voided by a change"
    ANSWER = "answer", "Reason written"
    SEAL = "seal", "Sealed"
    CALL_BACK = "call-back", "Called back"
    HOLD = "hold", "Held"
    CORRECT = "correct", "Opened for correction"
    GIVE_UP = "give-up", "Correction given up"
    WITHDRAW = "withdraw", "Withdrawn"


class RecordVerb(TextChoices):
    """A step of a linked record that is published on its own, as its ledger records it."""

    PROPOSE = "propose", "Proposed"
    APPROVE = "approve", "Approved"
    SEAL = "seal", "Sealed"
    CALL_BACK = "call-back", "Called back"
    DROP = "drop", "Dropped"


class SignOff(TextChoices):
    """Whose consent a text may need before it is sealed."""

    LEGAL = "legal", "Legal"
    MEDICAL = "medical", "Medical"
    FINANCE = "finance", "Finance"
    AHEAD = "ahead", "Publishing at once or ahead of schedule"


class Role(TextChoices):
    """Groups of desk users; a migration makes them, an administrator fills them."""

    WRITER = "Writer", "Writer"
    LEGAL = "Legal reviewer", "Legal reviewer"
    MEDICAL = "Medical reviewer", "Medical reviewer"
    FINANCE = "Finance reviewer", "Finance reviewer"
    PUBLISHER = "Publisher", "Publisher"
    ADMINISTRATOR = "Administrator", "Administrator"
    AUDITOR = "Auditor", "Auditor"


class CorrectionKind(TextChoices):
    """How a later edition relates to the one it replaces, in the wires' words."""

    CORRECTION = "correction", "Correction"
    CORRECT_AND_REPLACE = "correct-and-replace", "Correct and replace"
    UPDATE = "update", "Update"
    WITHDRAWAL = "withdrawal", "Withdrawal"


class Language(TextChoices):
    """What a release is written in: a language tag (BCP 47)."""

    ENGLISH = "en", "English"
    ARABIC = "ar", "Arabic"
    CHINESE_SIMPLIFIED = "zh-Hans", "Chinese, simplified"
    CHINESE_TRADITIONAL = "zh-Hant", "Chinese, traditional"
    CZECH = "cs", "Czech"
    DANISH = "da", "Danish"
    DUTCH = "nl", "Dutch"
    FINNISH = "fi", "Finnish"
    FRENCH = "fr", "French"
    GERMAN = "de", "German"
    GREEK = "el", "Greek"
    HEBREW = "he", "Hebrew"
    HUNGARIAN = "hu", "Hungarian"
    ITALIAN = "it", "Italian"
    JAPANESE = "ja", "Japanese"
    KOREAN = "ko", "Korean"
    NORWEGIAN = "nb", "Norwegian"
    PERSIAN = "fa", "Persian"
    POLISH = "pl", "Polish"
    PORTUGUESE = "pt", "Portuguese"
    RUSSIAN = "ru", "Russian"
    SPANISH = "es", "Spanish"
    SWEDISH = "sv", "Swedish"
    TURKISH = "tr", "Turkish"
    UKRAINIAN = "uk", "Ukrainian"


#: How the headline of a notice begins; the headline of what was withdrawn follows.
WITHDRAWN = "Release withdrawn: "


class ProbePhase(TextChoices):
    """What the self-probe expects of the channels."""

    BEFORE = "before", "Before its instant"
    AFTER = "after", "After its instant"


class ProbeOutcome(TextChoices):
    """What a round of the self-probe found. What did not answer is no proof, and no leak either."""

    GREEN = "green", "As it should be"
    RED = "red", "Not as it should be"
    UNANSWERED = "unanswered", "Not all answered"
