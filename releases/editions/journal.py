"""What was taken back, beside the database: so that a backup that is older does not bring it back.

A line of JSON for each withdrawal, written and on the disk before the database commits. A line whose withdrawal was then
not committed errs on the safe side: a restore asks the public to believe that something was withdrawn, never the contrary.
"""

import json
import os

from releases import conf
from releases.models import Edition


def note_withdrawal(earlier: Edition, notice: str) -> None:
    """That the release of this edition is being withdrawn, with the notice in its place."""
    line = json.dumps({"release": earlier.feed_id, "digest": earlier.digest, "notice": notice}, ensure_ascii=False)
    path = conf.withdrawals_journal()
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())
