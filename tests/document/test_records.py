"""Records in words, for the people who approve what changes in them."""

from releases.document import Company, records


def test_a_seat_is_written_as_on_an_envelope():
    """CA is California here, and not the country that designations know by these letters."""
    seat = records.PostalAddress(
        street="1 Lantern Street", city="San Diego", region="CA", postal_code="92121", country="United States"
    )
    record = records.CompanyRecord(company=Company(legal_name="Marrow Bay Biologics, Inc."), address=seat)
    assert records.described("company", record, "address") == "1 Lantern Street, San Diego, CA 92121, United States"
    assert records.changed_fields("company", None, record)[-1] == "address"
    assert records.described("company", records.CompanyRecord(company=record.company), "address") == ""
