"""Feeds: their head, what goes in, their names and addresses."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from calendars.feed_checks import problems
from calendars.feed_parsers import library_occurrences, occurrences, read
from events.calendar_samples import a_date, a_series, an_event, at, dates_of
from ical_text import event_bytes
from mittendrin.calendars.rules import (
    MOST_BYTES,
    MOST_COMPONENTS,
    FeedChoice,
    FeedColor,
    calendar_head,
    choose,
    feed_name,
    feed_path,
    google_link,
    read_feed_path,
    webcal_link,
)
from mittendrin.events.calendar_file import file_head, join
from mittendrin.events.ical import Part, event_parts

BERLIN_END = b"DTEND;TZID=Europe/Berlin:"
TODAY = date(2027, 6, 15)
GREEN = FeedColor("darkgreen", "#006400")
HEAD = calendar_head(
    "Veranstaltungen: Tanz, Musik",
    "Was in Kaiserslautern los ist;\nfür Ältere.",
    GREEN,
    "https://mittendrin.example/kalender/thema/tanz.ics",
)


def a_part(uid: str, *days: date, components: int = 1, size: int = 500) -> Part:
    return Part(uid, b"x" * size, components, days)


def uids(parts: tuple[Part, ...]) -> list[str]:
    return [part.uid for part in parts]


def in_days(n: int) -> date:
    return TODAY + timedelta(days=n)


def test_an_empty_feed_is_a_calendar():
    assert problems(join(HEAD, [])) == []
    assert problems(join(file_head(), [])) == []


def test_the_head_names_the_feed():
    calendar = read(join(HEAD, []))
    assert calendar.one("NAME").text == "Veranstaltungen: Tanz, Musik"
    assert calendar.one("X-WR-CALDESC").text == "Was in Kaiserslautern los ist;\nfür Ältere."
    assert calendar.one("SOURCE").value == "https://mittendrin.example/kalender/thema/tanz.ics"


def test_a_private_feed_does_not_repeat_its_address():
    assert not read(join(calendar_head("Meine Termine", "", GREEN), [])).has("SOURCE")


def test_a_single_file_leaves_the_readers_calendar_its_name():
    names = {line.name for line in read(join(file_head(), [])).properties}
    assert names == {"VERSION", "PRODID", "CALSCALE"}


def test_a_feed_of_many_kinds_reads_the_same_everywhere():
    series = a_series("FREQ=WEEKLY;UNTIL=20271228T225959Z;BYDAY=TU", at(2027, 1, 5, 10))
    dates = dates_of(series)
    dates[3] = replace(dates[3], called_off=True)
    other = an_event(uid="second@mittendrin.example", title="Ausflug")
    content = join(HEAD, [event_bytes(an_event(series=series), dates), event_bytes(other, dates[:4])])
    assert problems(content) == []
    assert occurrences(content) == library_occurrences(content)
    assert len(occurrences(content)) == len(dates) + 4


def test_nothing_older_than_sixty_days_stays():
    parts = [a_part(f"{n}", in_days(n)) for n in (-61, -60, 0, 700)]
    assert uids(choose(parts, TODAY)) == ["-60", "0", "700"]


def test_a_series_stays_whole_while_it_runs():
    running = a_part("running", in_days(-400), in_days(-59))
    ended = a_part("ended", in_days(-400), in_days(-61))
    assert choose([running, ended], TODAY) == (running,)


def test_a_part_without_days_is_left_out():
    assert choose([a_part("none")], TODAY) == ()


def test_the_nearest_stay_when_there_are_too_many():
    parts = [a_part(f"{n:+05}", in_days(n)) for n in range(-50, 1000)]
    chosen = choose(parts, TODAY)
    assert len(chosen) == MOST_COMPONENTS
    assert (chosen[0].days, chosen[-1].days) == ((in_days(-50),), (in_days(949),))


def test_the_nearest_stay_when_they_are_too_big():
    parts = [a_part("far", in_days(9)), *(a_part(f"{n}", in_days(n), size=MOST_BYTES // 4) for n in range(4))]
    assert uids(choose(parts, TODAY)) == ["0", "1", "2", "3"]


def test_a_monster_does_not_empty_the_feed():
    monster = a_part("monster", TODAY, components=MOST_COMPONENTS + 1)
    assert uids(choose([monster, a_part("small", in_days(3))], TODAY)) == ["small"]


def test_the_order_is_that_of_time_whatever_came_first():
    parts = [a_part("b", TODAY), a_part("a", TODAY), a_part("early", in_days(-2))]
    assert uids(choose(parts, TODAY)) == uids(choose(parts[::-1], TODAY)) == ["early", "a", "b"]


def test_a_chosen_feed_keeps_google_happy():
    dates = [a_date(at(2027, 6, 1, 10) + timedelta(days=n)) for n in range(1200)]
    parts = event_parts(an_event(description="Viel Text. " * 300), dates)
    content = join(HEAD, (part.content for part in choose(parts, TODAY)))
    assert len(content) < 1_000_000
    assert content.count(b"BEGIN:VEVENT") <= 1000
    assert problems(content) == []


@pytest.mark.parametrize(
    ("choice", "path"),
    [
        ({}, "/kalender/alle.ics"),
        ({"topic": "sport"}, "/kalender/thema/sport.ics"),
        ({"district": "innenstadt-ost"}, "/kalender/stadtteil/innenstadt-ost.ics"),
        ({"organisation": "tv-1861"}, "/kalender/organisation/tv-1861.ics"),
        ({"topic": "a", "organisation": "c"}, "/kalender/thema/a/organisation/c.ics"),
        (
            {"topic": "a", "district": "b", "organisation": "c"},
            "/kalender/thema/a/stadtteil/b/organisation/c.ics",
        ),
    ],
)
def test_each_choice_has_one_address(choice, path):
    assert feed_path(**choice) == path
    assert read_feed_path(path) == FeedChoice(**choice)


def test_every_combination_is_read_back():
    choices = [FeedChoice(*slugs) for slugs in product((None, "x", "thema"), repeat=3)]
    paths = [feed_path(choice.topic, choice.district, choice.organisation) for choice in choices]
    assert [read_feed_path(path) for path in paths] == choices
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(
    "path",
    [
        "/kalender.ics",
        "/kalender/.ics",
        "/kalender/thema/.ics",
        "/kalender/stadtteil/b/thema/a.ics",
        "/kalender/thema/a/thema/b.ics",
        "/kalender/thema/a",
        "/kalender/thema/A.ics",
        "/kalender/thema/a.ics\n",
        "/kalender/thema/../alle.ics",
        "/kalender/privat/geheim.ics",
    ],
)
def test_other_addresses_are_no_feed(path):
    assert read_feed_path(path) is None


def test_names_and_links():
    assert feed_name("Mittendrin Kaiserslautern") == "Mittendrin Kaiserslautern"
    assert feed_name("Mittendrin Kaiserslautern", "Sport", "Innenstadt") == (
        "Mittendrin Kaiserslautern: Sport, Innenstadt"
    )
    address = "https://mittendrin.example/kalender/alle.ics"
    assert webcal_link(address) == "webcal://mittendrin.example/kalender/alle.ics"
    assert google_link(address) == (
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fmittendrin.example%2Fkalender%2Falle.ics"
    )


@pytest.mark.parametrize(
    ("spoilt", "problem"),
    [
        (lambda content: content.replace(b"\r\n", b"\n"), "a line ends without CRLF"),
        (lambda content: content + b"\r\n", "does not end with its own end"),
        (lambda content: b"\xef\xbb\xbf" + content, "begins with a byte order mark"),
        (lambda content: content.replace(b"TZID:Europe/Berlin", b"TZID:W. Europe"), "not exactly the zone"),
        (lambda content: content.replace(b"CALSCALE", b"METHOD:PUBLISH\r\nCALSCALE"), "METHOD in a feed"),
        (lambda content: content.replace(b"STATUS:CONFIRMED", b"STATUS:CANCELLED"), "status and title"),
        (lambda content: content.replace(b"SEQUENCE:0\r\n", b""), "0 times SEQUENCE"),
        (lambda content: content.replace(BERLIN_END + b"2027", BERLIN_END + b"2026"), "ends"),
        (lambda content: content.replace(b"STATUS", b"ORGANIZER:mailto:a@b.de\r\nSTATUS"), "forbidden"),
        (lambda content: content.replace(b"SUMMARY:", b"SUMMARY:" + b"x" * 80), "octets"),
    ],
)
def test_the_checks_notice(spoilt, problem):
    content = join(HEAD, [event_bytes(an_event(), [a_date(at(2027, 1, 5, 10))])])
    assert problems(content) == []
    assert any(problem in found for found in problems(spoilt(content)))
