"""Names of drugs: code names, generic names by their stems, brands, and those that the text gives beside one another."""

import functools
import re
from dataclasses import dataclass

#: Letters, a hyphen or none, figures: QHT-214, BLV801, GC-7; behind a hyphen also letters and figures: DMR-TTR02, ISD-FB-L3.
CODE = re.compile(
    r"(?<![\w/$€£-])(?P<prefix>(?:m(?=RNA-\d{3}))?[A-Z]{2,5})(?P<hyphen>[-‑]?)(?P<middle>(?<=[-‑])(?:(?:[A-Z]{2,4}-)?[A-Z][A-Za-z]{0,3}|\d{1,2}[A-Z]))?"
    r"(?P<number>\d{1,8})(?:[A-Za-z]\d?)?(?![\w]|-\d|%|\.\d)"
)
#: Codes of oligonucleotides that are bound to a carrier: IONA-FB-LRx.
_CONJUGATED = re.compile(r"(?<![\w-])[A-Z]{4,10}-[A-Z0-9]{2,8}-?L?Rx(?!\w)")
#: Codes with small letters among the capitals: NVx-104. Whether they are drugs, headline and headings have to say.
_MIXED = re.compile(r"(?<![\w-])[A-Z]{2,4}[a-z]{1,2}-\d{2,5}(?![\w-])")
#: What a company calls by a name with a mark without its being a medicine.
_NO_MEDICINE = re.compile(
    r"\s*(?:[®™]|\((?:R|TM)\))?(?:\s*\([^()]{1,80}\))?\s+(?:[\w-]+\s+){0,2}?(?:platforms?|technolog(?:y|ies)|engines?|librar(?:y|ies)|systems?|software|suite"
    r"|registry|tools?|services?|network|approach)\b"
)
#: Prefixes of antigens, genes, cytokines, standards, scales, meetings and years, which look like code names.
_NOT_DRUGS = frozenset(
    "CD IL PD PDL HLA HPV BRCA TNF FGFR FGF VEGF VEGFR KRAS NRAS BRAF EGFR ICD ISO IEC SARS COVID NCT ASH ASCO ESMO AACR EHA EULAR GAAP FASB ASU ASC FY SEC CYP "
    "SB HR EU US UK AD MS CA IFRS IAS JPM CFR USC RFC HER ECOG GCP GMP GLP EORTC QLQ SF PHQ FORM RULE APOE TP GIP JAK TYK STAT CDK PARP BCL MCL SOD ACR PASI "
    "EASI HAMD MADRS FEV HBA HCV HBV HIV HSV CMV RSV EBV AAV CTLA LAG TIM NK TH SGLT DPP PCSK LDL HDL SIRT NS NSP ER PR AR MMP TLR NLRP GPR CB EP CCR CXCR IGF "
    "IG TGF SMN TTR ATP MALT DDR WNT KIT MET ALK ROS RET NTRK IDH FLT EZH PRMT HSP MAGE NY ES WT PI LAT AKT ERK MEK RAS SRC BTK SYK PKC GSK-3 CK MDR P ADAM "
    "NASDAQ NYSE OTC TSX AIM Q H N T PO TEL FAX ID NO VOL PP FIG TABLE PHASE PART STEP TYPE GRADE STAGE WEEK DAY MONTH YEAR CTCAE RECIST NGF CGRP MAPT PNPLA "
    "SOX OCT PAX GATA CFTR DMD UPDRS ADAS CDR MMSE ALSFRS EDSS SRI SLEDAI DAS BASDAI FACT EQ BPI NRS VAS AUC ANCOVA USD CAD EUR GBP OR AND THE IN OF ANTI NON PRE POST CAR TCR MRNA COX SVR IRAK BCL BRAFV KRASG BEL CAC DAX SDAX AEX FTSE COVID FCGR MHC BCR RNA DNA ISO DRKS ISRCTN QOL QLQ ESMO ASCO EULAR ACR EASL".split()
)
#: Stems of the WHO's International Nonproprietary Names.
_INN = (
    r"[a-z]{3,20}(?:mab|tinib|nib|ciclib|parib|rafenib|sen|siran|tide|cept|leucel|cel|vec|gene|stat|gliptin|gliflozin|sartan|pril|vir|mide|mib|"
    r"limus|kinra|tecan|stim|parin|farin|xaban|grel|lukast|azole|oxacin|cillin|mycin|taxel|platin|rubicin|setron|triptan|tant|vaptan|gepant|orexant|"
    r"dotin|tansine|sone|olone|terol|afil|fenacin|mustine|zomib|clax|degib|lisib|denib|sidenib|metinib|rsen|lanstat|ersen|sertib|govant|lutide|"
    r"glutide|relin|relix|tinoin|conazole|floxacin|cycline|penem|bactam|dipine|olol|azepam|zolam|pidem|caine|profen|coxib|prazole|tidine|setin|"
    r"oxetine|triptyline|peridone|piprazole|racetam|gabalin|barbital|fibrate|vastatin|vudine|buvir|previr|asvir|tegravir|ciclovir|navir|"
    r"ximab|zumab|umab|limab|tolimab|bart|mig|tug|ment|autoleucel|parvovec|vorexant|rexant|ractide|tropin|poetin|grastim|plase|cog|nercept|leukin|"
    r"feron|imod|apant|apixin|stinel|benan|siban|zone|grelin|tirom|xostat|ixafor|melatin|melteon|astine|tadine|izine|dronate|dronic|calcet)"
)
_SALT = r"(?:mertansine|emtansine|ravtansine|soravtansine|vedotin|mafodotin|deruxtecan|govitecan|ozogamicin|tesirine|alfa|beta|gamma|pegol|sodium|acetate|hydrochloride|dihydrochloride|HCl|mesylate|"
_SALT += r"maleate|malate|fumarate|succinate|tartrate|citrate|phosphate|sulfate|tosylate|besylate|medoxomil|medoximate|potassium|calcium|autoleucel|parvovec|ophthalmic solution)"
GENERIC = rf"{_INN}(?:[\s-]+(?:{_SALT}|[a-z]{{1,15}}(?:tansine|dotin|leucel|vec|temcel|cel)))?(?:-[a-z]{{4}}(?![a-z]))?"
#: In parentheses behind a code or a brand any word of such a shape is a generic name, whatever its stem.
_WORD = rf"[a-z]{{6,22}}(?:-[a-z]{{4}}(?![a-z]))?(?:[\s-]+{_SALT})?"
_PROSE = re.compile(
    r"(?:the|formerly|also|and|with|known|called|including|previously|injection|tablets?|company|\w+(?:ing|ed|tion|ly|ity|ment|ness|able|tional|ious|ary|ical))$"
)
MARK = r"(?:\s?[®™]|\s?\((?:R|TM|r|tm)\))"
_BRAND_NAME = r"(?:[A-Z][a-zA-Z]{3,20}|[A-Z]{4,16})"
BRAND = rf"{_BRAND_NAME}{MARK}"
_JOINED = (
    r"(?:,?\s+(?:also known as|formerly known as|formerly|previously known as|generic name|also called|known as)\s+)"
)
_FORM = (
    r"(?:\s+(?:for )?(?:(?:oral|nasal|ophthalmic|topical|inhalation|intravenous|subcutaneous|injectable|intranasal|delayed-release|extended-release) )?"
    r"(?:tablets?|capsules?|injection|solution|gel|spray|cream|ointment|drops|suspension|powder|patch|infusion|implant))?"
)


@dataclass(slots=True)
class Names:
    """What one drug is called."""

    code: str = ""
    generic: str = ""
    brand: str = ""

    @property
    def name(self) -> str:
        return self.code or self.generic or self.brand

    def all(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.code, self.generic, self.brand)))

    def is_in(self, words: str) -> bool:
        """Whether the words name the drug; a generic name may begin a sentence."""
        return any(_mention(name).search(words) for name in self.all())


@functools.lru_cache(maxsize=512)
def _mention(name: str) -> re.Pattern:
    first = f"[{name[0]}{name[0].upper()}]" if name[0].islower() else re.escape(name[0])
    return re.compile(rf"(?<!\w){first}{re.escape(name[1:])}(?![\w])")


def codes(words: str, tickers: frozenset[str]) -> dict[str, int]:
    """The code names in the words with how often each stands there."""
    found: dict[str, int] = {}
    for hit in CODE.finditer(words):
        # "ZENA-1" numbers trials, not drugs.
        if len(hit["prefix"]) > 3 and len(hit["number"]) == 1 and not hit["middle"]:
            continue
        is_year = not hit["hyphen"] and re.fullmatch(r"(?:19|20)\d\d", hit["number"])
        # HR is a hazard ratio, and HR-4021 none.
        is_drug = hit["prefix"] not in _NOT_DRUGS or bool(re.fullmatch(r"HR[-‑]\d{4}", hit[0]))
        if is_drug and hit[0] not in tickers and not is_year:
            found[hit[0]] = found.get(hit[0], 0) + 1
    for hit in [*_CONJUGATED.finditer(words), *_MIXED.finditer(words)]:
        found[hit[0]] = found.get(hit[0], 0) + 1
    return found


def is_no_medicine(name: str, words: str) -> bool:
    """Whether the text calls a platform, a system or a service so."""
    return any(_NO_MEDICINE.match(words, hit.end()) for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words))


def is_own_code(code: str, company: str) -> bool:
    """Whether the letters of a code name are taken from the company's name, the first one included."""
    letters = re.match(r"[A-Za-z]+", code)[0].lower()
    name = re.sub(r"[^a-z]", "", company.lower())
    at = 0
    if not name.startswith(letters[0]):
        return False
    for letter in letters:
        at = name.find(letter, at) + 1
        if not at:
            # X stands for "therapeutics" and the like.
            return letter == "x" and letters.endswith("x")
    return True


def looks_like_code(code: str) -> bool:
    """Whether a code name cannot well be a gene or a receptor: a hyphen and two figures, or three figures."""
    hit = CODE.fullmatch(code)
    if _CONJUGATED.fullmatch(code):
        return True
    return (
        bool(hit)
        and not hit["middle"]
        and (len(hit["number"]) >= 3 or (bool(hit["hyphen"]) and len(hit["number"]) == 2))
    )


#: Before a code in parentheses, words that end so are no names of drugs.
_NO_NAME = r"(?:oma|omas|emia|itis|osis|asis|pathy|trophy|ease|eases|sion|tion|ific|ical|ing|ment|ments|ity|ness|cells?|ents?|body|bodies|(?:inhibi|recep|modula|activa|fac|correc|potentia|vec)tors?|ists?|ates?|ules?|unds?|ucts?|ines|apy|apies|ptide|ptides|tein|teins)"
#: The code name in the patterns below, so that they need not be made anew for each.
_HERE = "\x01"
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_HERE}(?:\s*\((?:INN:\s*)?|{_JOINED})(?P<generic>{GENERIC})(?![\w-])",
        rf"(?<![\w-])(?P<generic>(?i:{GENERIC}))(?:{MARK})?\s*(?:\((?:formerly )?|{_JOINED}|,\s+){_HERE}",
        rf"{_HERE}\s*\((?:(?:inhaled|oral|intravenous|subcutaneous|topical|liposomal|intranasal)\s+)?(?P<generic>{_WORD}){_FORM}\)",
        rf"(?:\b(?:of|for|with|evaluating|developing)|candidate,|called|named|drug,|compound,)\s+(?P<generic>[a-z]{{8,22}})\s\({_HERE}\)",
        rf"(?:^|\.\s)(?P<generic>[A-Z][a-z]{{7,21}})\s\({_HERE}\)",
        rf"(?<!\w)[(\s](?P<generic>{_WORD})(?:{_JOINED}|,\s+also known as\s+){_HERE}",
    )
)
_ENDS_AS_WORD = re.compile(rf"[\w-]*{_NO_NAME}(?:\s|$)")
_BRAND_BEFORE = re.compile(rf"(?<!\w)(?P<brand>{BRAND})\s*\({_HERE}")
_BRAND_BEHIND = re.compile(rf"{_HERE}\s*\((?P<brand>{BRAND})\)")


def ends_as_word(generic: str) -> bool:
    """Whether the words end as those for illnesses, substances and deeds do: "lymphoma (TRN-101)" names no drug."""
    return bool(_ENDS_AS_WORD.match(generic))


def beside_code(code: str, words: str) -> tuple[str, str]:
    """Generic and brand name that the text gives beside the code name."""
    marked = re.sub(rf"(?<!\w){re.escape(code)}(?!\w)", _HERE, words)
    generic = ""
    for pattern in _BESIDE:
        hit = pattern.search(marked)
        if hit and not _PROSE.match(hit["generic"]) and not ends_as_word(hit["generic"]):
            generic = _tidy(hit["generic"])
            break
    if generic:
        marked = marked.replace(generic, _HERE)
    brand = _BRAND_BEFORE.search(marked) or _BRAND_BEHIND.search(marked)
    return generic, unmarked(brand["brand"]) if brand else ""


_WITH_GENERIC = re.compile(
    rf"(?<![\w(])(?P<brand>{BRAND})\s*\((?P<generic>(?-i:[a-z]{{5,22}} and [a-z]{{5,22}}|[a-z]{{5,22}} [a-z]{{3,14}}(?:ate|ide|oxil))(?=\))|{GENERIC}|{_WORD}){_FORM}(?=[),\s])",
    re.IGNORECASE,
)
#: A brand in capitals needs no mark where a name with one of the stems stands behind it.
_CAPITALS_WITH_GENERIC = re.compile(rf"(?<![\w(-])(?P<brand>[A-Z]{{5,16}})\s*\((?P<generic>{GENERIC})(?=[),])")
MARKED_BRAND = re.compile(rf"(?<![\w(]){BRAND}")


def brands(words: str) -> dict[str, str]:
    """Brands whose generic name stands in parentheses behind them, and which are no drug given along with another."""
    found: dict[str, str] = {}
    for hit in _CAPITALS_WITH_GENERIC.finditer(words):
        found.setdefault(hit["brand"], _tidy(hit["generic"]))
    for hit in _WITH_GENERIC.finditer(words):
        if hit["brand"][0].isupper() and not _PROSE.match(hit["generic"].lower()):
            found.setdefault(unmarked(hit["brand"]), _tidy(hit["generic"]))
    return found


def unmarked(brand: str) -> str:
    """A brand without its mark."""
    return re.sub(rf"{MARK}$", "", brand)


def _tidy(generic: str) -> str:
    """A generic name as the WHO writes it: small letters; without what says the form or the salt's acid only."""
    words = re.sub(r"\s+(?:HCl|hydrochloride|ophthalmic solution)$", "", generic)
    return words[0].lower() + words[1:] if not words.isupper() else words.lower()
