"""The sixty rules of the sample city are those of the city's own list, and give the dates that python-dateutil finds."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr

from mittendrin.core.calendar_days import in_school_holidays, public_holiday
from mittendrin.demo.reading import read_sample
from mittendrin.events.recurrence import NO_PAUSES, Pauses, Repeat, When, days, paused_days
from mittendrin.events.rrule import rrule_text
from mittendrin.events.when_check import check

# The city's own list. Rule, hours, pauses (F: public holidays, S: school holidays), title.
# Who loads the sample on FIRST_DAY drinks the coffee in this Advent, and not in that of 2027.
THE_LIST = """
FREQ=WEEKLY;BYDAY=TU|10:00-11:00|F S|Gymnastik im Sitzen
FREQ=WEEKLY;BYDAY=WE|09:30-10:30|F S|Rückenschule 60plus
FREQ=WEEKLY;BYDAY=FR|10:00-11:00|F|Yoga auf dem Stuhl
FREQ=WEEKLY;BYDAY=MO;COUNT=8|14:00-15:00|F|Sturzvorbeugung: sicher gehen
FREQ=WEEKLY;BYDAY=TH|08:30-09:15|F S|Wassergymnastik
FREQ=WEEKLY;INTERVAL=2;BYDAY=TH|15:00-16:00|F|Tanzen im Sitzen
FREQ=MONTHLY;BYDAY=-1SU|15:00-18:00||Tanztee mit Livemusik
FREQ=WEEKLY;BYDAY=MO|14:00-15:00|F|Spaziergang für alle, auch mit Rollator
FREQ=WEEKLY;BYDAY=WE,FR|09:00-10:30|F|Nordic Walking
FREQ=WEEKLY;BYDAY=TU;BYMONTH=4,5,6,7,8,9,10|15:00-17:00||Boule-Treff
FREQ=MONTHLY;BYDAY=1SA;BYMONTH=4,5,6,7,8,9,10|10:00-15:00||Radtour gemütlich (20 km)
FREQ=MONTHLY;BYDAY=3WE|10:00-14:00|F|Wanderung im Pfälzerwald (8 km)
FREQ=MONTHLY;BYDAY=1WE|10:00-12:00|F|Kleine Wanderung (4 km, eben)
FREQ=MONTHLY;BYDAY=1MO|17:00-19:00|F|Stammtisch der Neuen
FREQ=WEEKLY;BYDAY=TU|14:30-16:30|F|Gesprächs-Café gegen Alleinsein
FREQ=MONTHLY;BYDAY=2SA|09:00-11:00||Frühstück in Gesellschaft
FREQ=WEEKLY;BYDAY=TH|12:00-14:00|F|Mittagstisch mit Fahrdienst
FREQ=WEEKLY;BYDAY=WE|12:00-13:30|F|Mittagstisch im Ort
FREQ=MONTHLY;BYDAY=2WE|14:30-16:30|F|Kaffee und Kuchen im Ort
FREQ=WEEKLY;BYDAY=MO|14:30-17:00|F|Spielenachmittag
FREQ=WEEKLY;BYDAY=FR|15:00-18:00||Skatrunde
FREQ=WEEKLY;BYDAY=TH|16:00-18:00|F S|Schach für Anfänger und Könner
FREQ=WEEKLY;INTERVAL=2;BYDAY=TU|14:00-17:00|F|Rommé und Canasta
FREQ=WEEKLY;BYDAY=WE|14:00-16:00|F|Handarbeitskreis
FREQ=WEEKLY;BYDAY=MO|10:00-11:30|F S|Singen macht froh
FREQ=MONTHLY;BYDAY=4TH|15:00-16:30|F|Offenes Volksliedersingen
FREQ=MONTHLY;BYDAY=3TU|15:00-17:00|F|Literaturkreis
FREQ=MONTHLY;BYDAY=2FR|16:00-17:00|F|Vorlesestunde für Erwachsene
FREQ=WEEKLY;BYDAY=TU|10:00-12:00|F|Handy-Sprechstunde
FREQ=WEEKLY;BYDAY=TH;COUNT=6|10:00-12:00|F S|Tablet-Kurs für Anfänger
EINMALIG 2027-02-11|15:00-16:30||Sicher im Internet: Betrug erkennen
EINMALIG 2027-03-09|10:00-12:00||Online-Banking ohne Angst
EINMALIG 2027-04-20|14:00-16:00||Fotos vom Handy drucken
FREQ=MONTHLY;BYDAY=1SA|10:00-13:00||Repair-Café
EINMALIG 2027-04-14|10:00-11:30||Fahrkarten am Automaten üben
EINMALIG 2027-05-12|10:00-12:00||Bus-Training mit Rollator
FREQ=WEEKLY;BYDAY=TH|10:00-12:00|F|Sprechstunde Seniorenbeirat
FREQ=MONTHLY;BYDAY=1TU|12:00-14:00|F|Sprechstunde vor Ort: Beirat
FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=3MO|14:00-16:00||Sitzung Seniorenbeirat (öffentlich)
FREQ=MONTHLY;BYDAY=1WE|09:00-10:30|F|Beratung Vorsorge-Vollmacht
FREQ=MONTHLY;BYDAY=2MO|09:00-12:00|F|Renten-Sprechstunde
EINMALIG 2027-01-27|15:00-16:30||Vortrag: Pflegegrad beantragen
EINMALIG 2027-02-24|15:00-16:30||Vortrag: Wohnung umbauen ohne Stufen
EINMALIG 2027-03-17|15:00-16:30||Vortrag: Gut hören, gut dabei sein
EINMALIG 2027-01-20|15:00-16:30||Vortrag: Enkeltrick und falsche Polizisten
FREQ=MONTHLY;BYDAY=3SU|15:00-17:00||Trauer-Café
FREQ=MONTHLY;BYDAY=4TU|17:00-19:00|F|Treff für pflegende Angehörige
FREQ=MONTHLY;BYDAY=2TH|15:00-17:00|F|Tanzcafé für Menschen mit Demenz
EINMALIG 2027-03-03|14:00-15:30||Führung durch das Rathaus
EINMALIG 2027-04-28|14:00-15:30||Führung Kaiserpfalz
EINMALIG 2027-05-19|14:00-16:00||Besuch im Japanischen Garten
EINMALIG 2027-06-12|14:00-18:00||Sommerfest im Volkspark
EINMALIG 2027-07-07|14:00-17:00||Nachmittag im Zoo mit Enkeln
EINMALIG 2027-02-21|14:30-18:00||Theaterbesuch am Nachmittag
EINMALIG 2027-05-26|08:30-18:00||Tagesfahrt nach Speyer
EINMALIG 2027-09-22|09:00-18:00||Tagesfahrt Deutsche Weinstraße
EINMALIG 2027-06-14/2027-06-17|ganztags||Mehrtagesfahrt an den Bodensee (4 Tage)
EINMALIG 2027-09-06/2027-09-10|ganztags||Seniorenfreizeit an der Mosel (5 Tage)
EINMALIG 2027-02-07|14:11-18:00||Fastnacht der Senioren
EINMALIG 2026-12-06|14:30-17:00||Adventskaffee
"""
LINES = THE_LIST.strip().splitlines()
FIRST_DAY, LAST_DAY = date(2026, 12, 1), date(2027, 12, 31)
COURSES_BEGIN = date(2027, 1, 4)


RULES: dict[str, When] = {event.title: event.when for event in read_sample(FIRST_DAY).events}


def title_of(line: str) -> str:
    return line.rpartition("|")[2]


def hours_and_pauses(line: str) -> tuple[time | None, time | None, int, bool, bool]:
    """And in between how many days it takes."""
    rule, hours, pauses, _title = line.split("|")
    starts, ends = (None, None) if hours == "ganztags" else map(time.fromisoformat, hours.split("-"))
    first, last = rule[-21:-11], rule[-10:]
    length = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if "/" in rule else 1
    return starts, ends, length, "F" in pauses, "S" in pauses


def first_day(rule: str) -> date:
    return COURSES_BEGIN if "COUNT" in rule else FIRST_DAY


def by_dateutil(rule: str) -> list[date]:
    if rule.startswith("EINMALIG"):
        return [date.fromisoformat(rule.split()[1][:10])]
    begin = datetime.combine(first_day(rule), time.min)
    found = rrulestr(rule, dtstart=begin)
    return [each.date() for each in found.between(begin, datetime.combine(LAST_DAY, time.max), inc=True)]


def test_the_sample_has_all_of_them_and_no_other() -> None:
    assert sorted(RULES) == sorted(title_of(line) for line in LINES)


@pytest.mark.parametrize("line", LINES)
def test_demo_rule_gives_the_dates_of_dateutil(line: str) -> None:
    """The rule is what the sample says, from a day on that does not depend on the day of loading."""
    rule = line.partition("|")[0]
    when = replace(RULES[title_of(line)], first_day=first_day(rule))

    assert check(when) == []
    assert days(when, FIRST_DAY, LAST_DAY, NO_PAUSES) == by_dateutil(rule)
    said = (when.starts, when.ends, when.days, when.pause_holidays, when.pause_school)
    assert said == hours_and_pauses(line)


def test_a_year_of_the_demo_city() -> None:
    rules = [replace(RULES[title_of(line)], first_day=first_day(line)) for line in LINES]
    in_2027 = [(rule.repeat, len(days(rule, date(2027, 1, 1), LAST_DAY, NO_PAUSES))) for rule in rules]

    assert len(rules) == 60
    assert sum(n for repeat, n in in_2027 if repeat is not Repeat.DATES) == 1186
    assert sum(n for repeat, n in in_2027 if repeat is Repeat.DATES) == 20


def test_a_year_of_water_gymnastics() -> None:
    swimming = RULES["Wassergymnastik"]
    fallen = paused_days(swimming, date(2027, 1, 1), LAST_DAY, Pauses(public_holiday, in_school_holidays))

    assert [f"{day:%d.%m.} {reason}" for day, reason in fallen if reason != "Schulferien"] == [
        "06.05. Christi Himmelfahrt",
        "27.05. Fronleichnam",
    ]
    assert " ".join(f"{day:%d.%m.}" for day, reason in fallen if reason == "Schulferien") == (
        "07.01. 25.03. 01.04. 01.07. 08.07. 15.07. 22.07. 29.07. 05.08. 07.10. 14.10. 23.12. 30.12."
    )


def test_only_seasons_and_single_dates_are_published_one_by_one() -> None:
    one_by_one = [line for line in LINES if rrule_text(RULES[title_of(line)], LAST_DAY, NO_PAUSES) is None]

    assert one_by_one == [line for line in LINES if "EINMALIG" in line or "BYMONTH" in line]
