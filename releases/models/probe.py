"""What the site found when it asked itself, as an outsider would, for what it must not show yet (:mod:`releases.watch`).

For the desk alone: no table of these is among those that a public process can read.
"""

from django.db import models
from django.db.models import Q

from releases.models.edition import Edition
from releases.models.release import Release
from releases.vocabulary import ProbeOutcome, ProbePhase


class ProbeRound(models.Model):
    """One round of questions about one release: before its instant nothing may answer, after it everything must.

    ``wrong`` holds ``[channel, what]`` for each channel that answered what it should not, ``opened`` the seconds after the
    instant at which each channel was seen open. A channel's name never holds a word of the release.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="probe_rounds")
    edition = models.ForeignKey(
        Edition,
        null=True,
        on_delete=models.PROTECT,
        related_name="probe_rounds",
        help_text="Empty while it is planned.",
    )
    phase = models.CharField(max_length=10, choices=ProbePhase)
    outcome = models.CharField(max_length=10, choices=ProbeOutcome)
    at = models.DateTimeField(help_text="When it ended, by the database's clock.")
    instant = models.DateTimeField(null=True, help_text="Sealed or planned, as it stood then.")
    asked = models.PositiveIntegerField("channels asked")
    as_expected = models.PositiveIntegerField(
        "channels as they should be", help_text="Sealed before the instant, open after."
    )
    is_named = models.BooleanField(
        default=False, help_text="Whether addresses with words of the release could be asked for, too."
    )
    wrong = models.JSONField(default=list)
    opened = models.JSONField(default=dict)
    asked_from = models.FloatField(null=True, help_text="Seconds after the instant at which it was first asked.")
    slowest = models.FloatField(null=True, help_text="Seconds after the instant at which the last channel was open.")
    error = models.TextField(blank=True, help_text="A sentence with what to do.")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "round of the self-probe"
        verbose_name_plural = "rounds of the self-probe"
        indexes = [models.Index(fields=["release", "-at", "-id"], name="probe_round_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(as_expected__lte=models.F("asked")), name="probe_round_no_more_right"),
            models.CheckConstraint(
                condition=~Q(outcome="green") | Q(as_expected=models.F("asked"), wrong=[]),
                name="probe_round_green_is_whole",
            ),
        ]

    def __str__(self):
        return f"Release {self.release_id}, {self.get_phase_display().lower()}: {self.get_outcome_display().lower()}"


class ProbeIncident(models.Model):
    """From the first red round of a release to the next green one: what an alarm is raised for, once."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="probe_incidents")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    found = models.TextField(help_text="What was wrong, without a word of the release.")
    claimed_at = models.DateTimeField(null=True, help_text="When a worker set out to tell people.")
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        verbose_name = "alarm of the self-probe"
        verbose_name_plural = "alarms of the self-probe"
        constraints = [
            models.UniqueConstraint(fields=["release"], condition=Q(closed_at=None), name="probe_incident_open_once")
        ]

    def __str__(self):
        return f"Release {self.release_id}: {self.found}"


class ProbeWorker(models.Model):
    """The one worker that asks at present; others stand by until it has been silent (:mod:`releases.watch.turn`)."""

    holder = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.holder}, {self.seen_at}"
