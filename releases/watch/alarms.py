"""Alarms: one for each incident, from the first red round of a release to the next green one.

Mail names the release by its number and channels by names without a word of it: mailboxes and their providers are others'.
"""

import datetime
import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q

from releases import conf, editions
from releases.models import ProbeIncident, ProbeRound
from releases.vocabulary import ProbeOutcome

_log = logging.getLogger(__name__)
#: A worker that set out to tell people and was not heard of for so long has died: the next one tells them.
_PATIENCE = datetime.timedelta(seconds=60)


def settle(round_: ProbeRound) -> None:
    """Open or close the release's incident by this round. That one is open is a constraint of the database, so of two workers
    that see the same only one raises it."""
    is_open = ProbeIncident.objects.filter(release=round_.release_id, closed_at=None)
    if round_.outcome == ProbeOutcome.GREEN:
        is_open.update(closed_at=round_.at)
    elif round_.outcome == ProbeOutcome.RED and not is_open.exists():
        try:
            with transaction.atomic():
                ProbeIncident.objects.create(release_id=round_.release_id, opened_at=round_.at, found=round_.error)
        except IntegrityError:
            return


def tell() -> int:
    """Write to people of each incident that nobody was told of; returns of how many. Sent at least once, and by one worker:
    a worker that dies between sending and noting it makes the next one send again."""
    told = 0
    now = editions.database_now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - _PATIENCE)
    for incident in ProbeIncident.objects.filter(free, told_at=None):
        if not ProbeIncident.objects.filter(free, pk=incident.pk, told_at=None).update(claimed_at=now):
            continue  # another worker's
        if _send(incident):
            ProbeIncident.objects.filter(pk=incident.pk).update(told_at=editions.database_now())
            told += 1
    return told


def _send(incident: ProbeIncident) -> bool:
    """Whether somebody was told, or there is nobody to tell."""
    _log.error("Self-probe, release %s: %s", incident.release_id, incident.found)
    if not conf.mails_alarms():
        return True
    text = (
        f"Release {incident.release_id}: {incident.found}\n\nHold or call back what is not public yet, and close the leak."
        " The alarm ends with the next round that finds everything as it should be. The desk shows every round.\n"
    )
    sent, addresses = 0, _addresses()
    for address in addresses:  # each alone: nobody learns who else is told
        try:
            sent += send_mail(f"Alarm: release {incident.release_id}", text, settings.DEFAULT_FROM_EMAIL, [address])
        except OSError as error:
            _log.error("The alarm of release %s could not be sent: %s", incident.release_id, type(error).__name__)
    return bool(sent) or not addresses


def _addresses() -> list[str]:
    """Publishers, administrators, and the addresses named in the settings; each once."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    wanted = [person.email for person in people if person.has_perm("releases.add_edition")]
    named = [address for _, address in (each for each in settings.ADMINS if isinstance(each, tuple))]
    return list(dict.fromkeys([*wanted, *named, *conf.alarm_addresses()]))
