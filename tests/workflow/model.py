"""The rules of the workflow once more, as plain values and without the workflow's code: what test_all_orders.py compares with.

One release of one writer, which needs the sign-off of legal, and of a second publisher when it goes out at once. It prints a
headline, a standing text and a drug; what is printed, for a plan, is what people say yes and no to.
"""

from dataclasses import dataclass, field

LEGAL, AHEAD = "legal", "ahead"
ONCE = "once"
#: What each person may do.
WRITES, SIGNS_LEGAL, PUBLISHES = "writes", "signs legal", "publishes"
PEOPLE = {
    "writer": {WRITES},
    "legal": {SIGNS_LEGAL},
    "counsel": {WRITES, SIGNS_LEGAL, PUBLISHES},
    "publisher": {PUBLISHES},
    "second": {PUBLISHES},
    # These do nothing before the end: they show that somebody can always go on.
    "late writer": {WRITES},
    "late legal": {SIGNS_LEGAL},
    "late publisher": {PUBLISHES},
    "late second": {PUBLISHES},
}
CREATOR = "writer"


@dataclass
class Model:
    """Where the release is ("draft", "review", "scheduled", "public", "withdrawn"), what everybody said, and who wrote what."""

    state: str = "draft"
    plan: object = None
    note: str = ""  # of the correction that is open
    scheduled_note: str = ""
    words: dict = field(default_factory=lambda: {"headline": 0, "standing text": 0, "drug": 0})
    log: list = field(default_factory=list)  # what happened, in order
    public: dict | None = None  # the words that the public reads
    opened_from: int = 0  # the headline when the correction was opened

    # What people may do now.

    def may(self, who: str, *rights: str) -> bool:
        return bool(PEOPLE[who] & set(rights))

    def may_submit(self, who):
        return self.state == "draft" and self.plan is not None and self.may(who, WRITES, PUBLISHES)

    def may_plan(self, who):
        return self.state in ("draft", "review") and self.may(who, WRITES, PUBLISHES)

    def may_send_back(self, who):
        return self.state == "review" and self.may(who, SIGNS_LEGAL, PUBLISHES)

    def may_hold(self, who):
        is_under_way = self.state in ("review", "scheduled") or (self.state == "draft" and self.note)
        return bool(is_under_way) and self.may(who, SIGNS_LEGAL, PUBLISHES)

    def may_call_back(self, who):
        return self.state == "scheduled" and self.may(who, PUBLISHES)

    def may_correct(self, who):
        return self.state == "public" and self.may(who, WRITES, PUBLISHES)

    def may_give_up(self, who):
        return self.state in ("draft", "review") and bool(self.note) and self.may(who, WRITES, PUBLISHES)

    def may_withdraw(self, who):
        return self.state != "withdrawn" and self.public is not None and self.may(who, PUBLISHES)

    def may_approve(self, who, role):
        right = SIGNS_LEGAL if role == LEGAL else PUBLISHES
        is_open = self.state == "review" and self.may(who, right)
        return is_open and who not in self.authors() and not self.said_yes(role)

    def may_seal(self, who, *, at_once: bool):
        if self.state != "review" or not self.may(who, PUBLISHES) or any(not self.said_yes(r) for r in self.needed()):
            return False
        if not at_once:
            return self.plan != ONCE
        return who not in self.said_yes(AHEAD) | self.authors() and bool(self.said_yes(AHEAD))

    # What everybody said of it.

    def needed(self) -> list[str]:
        return [LEGAL, AHEAD] if self.plan == ONCE else [LEGAL]

    def printed(self) -> tuple:
        return (self.plan, self.note, *self.words.values())

    def said_yes(self, role: str) -> set[str]:
        """Who signed for this role what is printed now, unless somebody said no for the role since."""
        found = set()
        for event, who, said in self.log:
            if event == "no" and role in said:
                found = set()
            elif event == "yes" and said == (role, self.printed()):
                found.add(who)
        return found

    def say_no(self, who, *, roles=(LEGAL, AHEAD)):
        self.log.append(("no", who, tuple(roles)))

    # Who wrote what of it.

    def authors(self) -> set[str]:
        """Who wrote anything that is printed and was not sealed since."""
        found = {CREATOR}
        for part in self.words:
            found |= self._authors_of(part)
        return found

    def _authors_of(self, part: str) -> set[str]:
        found, carried = set(), None
        for event, who, what in self.log:
            if event == "wrote" and what[0] == part:
                found.add(who)
            elif event == "sealed" and what not in self._taken_back():
                found, carried = set(), dict(what[1])
            elif event == "gave up" and part == "headline":
                found = set()
        if part == "standing text" and carried is not None:
            return set()  # frozen by the edition that carries it
        if part == "drug" and carried is not None and carried["drug"] == self.words["drug"]:
            return set()
        return found

    def _taken_back(self) -> list:
        return [what for event, _, what in self.log if event == "taken back"]

    def is_frozen(self) -> bool:
        return any(event == "sealed" for event, *_ in self.log)

    # What happens.

    def write(self, who, part, value):
        if self.words[part] != value:
            self.words[part] = value
            self.log.append(("wrote", who, (part, value)))

    def approve(self, who, role):
        self.log.append(("yes", who, (role, self.printed())))

    def send_back(self, who):
        self.state = "draft"
        self.say_no(who)

    def seal(self, who, *, at_once):
        self.log.append(("sealed", who, (len(self.log), tuple(self.words.items()))))
        self.state, self.scheduled_note, self.note = "public" if at_once else "scheduled", self.note, ""
        if at_once:
            self.public = dict(self.words)

    def stop(self, who, *, is_hold):
        if self.state == "scheduled":
            self.log.append(("taken back", who, [what for event, _, what in self.log if event == "sealed"][-1]))
            self.note, self.state = self.scheduled_note, "review" if is_hold else "draft"
        if is_hold:
            self.say_no(
                who, roles=[role for role, right in ((LEGAL, SIGNS_LEGAL), (AHEAD, PUBLISHES)) if self.may(who, right)]
            )
        else:
            self.say_no(who)

    def correct(self, who, note):
        self.state, self.note, self.plan, self.opened_from = "draft", note, None, self.words["headline"]
        self.log.append(("wrote", who, ("headline", note)))
        self.say_no(who)

    def give_up(self, who):
        self.state, self.note, self.plan = "public", "", None
        self.words["headline"] = self.opened_from
        self.log.append(("gave up", who, None))
        self.say_no(who)

    def withdraw(self, who):
        self.state, self.note = "withdrawn", ""
