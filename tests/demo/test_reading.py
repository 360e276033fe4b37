"""The sample city is complete, agrees with itself, and can reach nobody real."""

import re
from datetime import date, timedelta

import pytest

from mittendrin.demo.events import open_dates
from mittendrin.demo.people import parties
from mittendrin.demo.reading import Sample, read_sample
from mittendrin.demo.rows import FOLDER, Fault, Row
from mittendrin.events.recurrence import NO_PAUSES

TODAY = date(2026, 11, 22)
SOME_DAYS = [TODAY, date(2027, 2, 7), date(2027, 6, 10), date(2027, 12, 31), date(2028, 2, 29)]
LAID_OUT_DAYS = 400


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample(TODAY)


def test_the_city_has_its_districts_organisations_events_and_people(sample: Sample) -> None:
    counts = [
        len(part) for part in (sample.city.districts, sample.organisations, sample.events, sample.people)
    ]
    assert counts == [18, 25, 60, 60]


@pytest.mark.parametrize("today", SOME_DAYS, ids=str)
def test_every_event_has_dates_to_come_whatever_day_the_sample_is_loaded(today: date) -> None:
    last_day = today + timedelta(days=LAID_OUT_DAYS)
    without = [
        event.slug
        for event in read_sample(today).events
        if not any(day <= last_day for day in open_dates(event, today, 1, NO_PAUSES))
    ]
    assert without == []


@pytest.mark.parametrize("today", SOME_DAYS, ids=str)
def test_dates_with_sign_ups_or_changes_can_still_be_signed_up_for(today: date) -> None:
    for event in read_sample(today).events:
        hints = [part.date for part in (event.called_off, event.moved) if part] + [
            s.date for s in event.sign_ups
        ]
        assert len(open_dates(event, today, max(hints, default=0), NO_PAUSES)) == max(hints, default=0), (
            event.slug
        )


def test_the_board_and_the_office_find_work(sample: Sample) -> None:
    full = [event.slug for event in sample.events for part in event.sign_ups if part.waiting]
    assert full == [
        "rueckenschule-60plus",
        "mittagstisch-mit-fahrdienst",
        "tablet-kurs-fuer-anfaenger",
        "theaterbesuch-am-nachmittag",
    ]


def test_all_states_occur(sample: Sample) -> None:
    found = {
        "called off": sum(event.called_off is not None for event in sample.events),
        "moved": sum(event.moved is not None for event in sample.events),
        "submitted": sum(event.state == "submitted" for event in sample.events),
        "changed": sum(event.change is not None for event in sample.events),
        "returned": sum(event.state == "returned" for event in sample.events),
        "sent in twice": len(sample.second_reports),
        "courses": sum(event.terms.sign_up == "course" for event in sample.events),
        "regular seats": sum(event.terms.sign_up == "regular" for event in sample.events),
    }
    assert found == {
        "called off": 3,
        "moved": 2,
        "submitted": 3,
        "changed": 2,
        "returned": 2,
        "sent in twice": 1,
        "courses": 2,
        "regular seats": 3,
    }


def test_nobody_signs_up_twice_for_the_same_date(sample: Sample) -> None:
    for event in sample.events:
        for sign_ups in event.sign_ups:
            people = [party.person.number for party in parties(sample.events, event, sign_ups, sample.people)]
            assert len(people) == len(set(people)), event.slug


def test_people_are_reached_in_different_ways(sample: Sample) -> None:
    ways = {
        "mail": sum(bool(person.email) for person in sample.people),
        "letter only": sum(not person.phone and not person.email for person in sample.people),
        "telephone only": sum(
            bool(person.phone) and not person.email and not person.street for person in sample.people
        ),
    }
    assert ways == {"mail": 30, "letter only": 6, "telephone only": 16}


def test_every_number_in_every_file_is_nobodys() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.toml"))
    found = re.findall(r"\b0[1-9]\d{1,4}[ /-]?\d{5,}\b", re.sub(r"(?m)^#.*$", "", texts))
    assert len(found) > 75
    for number in found:
        assert Row("test", {"phone": number}).phone("phone").startswith("+49")


@pytest.mark.parametrize("number", ["0631 3650", "069 90010000", "0171 3920100", "0176 04069100", "112"])
def test_numbers_that_could_be_somebodys_are_refused(number: str) -> None:
    with pytest.raises(Fault, match="real number"):
        Row("test", {"phone": number}).phone("phone")


def test_addresses_outside_the_example_domains_are_refused() -> None:
    with pytest.raises(Fault, match="example"):
        Row("test", {"email": "frau@kaiserslautern.de"}).mailbox("email")


def test_a_misspelt_field_is_found() -> None:
    row = Row("test", {"titel": "Boule"})
    with pytest.raises(Fault, match="titel"):
        row.end()


def test_places_that_exist_claim_no_check(sample: Sample) -> None:
    dated = {fact.checked_on is not None for venue in sample.venues if venue.real for fact in venue.access}
    assert dated == {False}
