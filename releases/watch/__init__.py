"""The self-probe: the site asks itself over HTTP, as an outsider would, for whatever a release could leak through.

Before the instant of a release no channel may answer with anything of it, after it all must (docs/decisions/0016). Nothing
that becomes public waits for this room: it looks, and writes down what it saw.
"""

from releases.watch.asking import Asker
from releases.watch.releases import Watched, watched
from releases.watch.rounds import probe
from releases.watch.standing import Standing, standing, standings
from releases.watch.worker import run

__all__ = ["Asker", "Standing", "Watched", "probe", "run", "standing", "standings", "watched"]
