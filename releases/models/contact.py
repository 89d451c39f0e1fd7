"""Whom investors and journalists may ask."""

import datetime

from django.db import models
from django.db.models import Q

from releases.models.bounds import dates_in_bounds, validate_date
from releases.models.linked import LinkedRecord
from releases.models.record_name import keep_names
from releases.vocabulary import ContactKind


class ContactQuerySet(models.QuerySet):
    def active_on(self, date: datetime.date):
        """Contacts whose active period holds the date, both ends included."""
        return self.filter(
            Q(active_from=None) | Q(active_from__lte=date), Q(active_until=None) | Q(active_until__gte=date)
        )


class Contact(LinkedRecord):
    """A person or desk, the company's own or an agency's, for as long as it answers."""

    kind = models.CharField(max_length=20, choices=ContactKind)
    organization = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    active_from = models.DateField(null=True, blank=True, validators=[validate_date])
    active_until = models.DateField(null=True, blank=True, validators=[validate_date])
    is_confirmed = models.BooleanField(
        "confirmed", default=True, help_text="Contacts found by an import wait here until somebody has checked them."
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "organization", "person"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization="", person="", title="", phone="", email=""),
                name="contact_is_not_empty",
                violation_error_message="Give a person, an organization, a department, a telephone number or an e-mail address.",
            ),
            dates_in_bounds("contact_dates_in_bounds", "active_from", "active_until"),
            models.CheckConstraint(
                condition=Q(active_from=None) | Q(active_until=None) | Q(active_until__gte=models.F("active_from")),
                name="contact_active_period",
                violation_error_message="The contact would end before it begins.",
            ),
        ]

    def __str__(self):
        names = ", ".join(part for part in (self.person, self.organization) if part)
        return names or self.title or self.email or self.phone

    def save(self, *args, **kwargs):
        """Saves the record and the names by which it is found."""
        super().save(*args, **kwargs)
        keep_names(self, self.email, self.person + self.organization, all_particulars(self))


def all_particulars(contact) -> str:
    """What a contact prints, as the one name by which just this contact is found."""
    return " ".join((contact.organization, contact.person, contact.title, contact.phone, contact.email))
