"""Years, several days and the last day to sign up, wherever dates are listed."""

from datetime import date, time

import pytest

from makers import TUESDAYS_AT_TEN, a_published_event, occurrence_ids, seats
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.rules import SignUpMode
from visitor import Visitor

PAGE = "/veranstaltungen/gymnastik-im-sitzen"
HOURS = {"starts": time(10), "ends": time(11)}
ONCE_A_YEAR = When(Repeat.DATES, date(2027, 2, 5), dates=(date(2027, 2, 5), date(2028, 2, 5)), **HOURS)
FIVE_DAYS = When(Repeat.DATES, date(2027, 5, 3), days=5, starts=time(8), ends=time(12))
ACROSS_NEW_YEAR = When(Repeat.DATES, date(2027, 12, 30), days=4)


async def test_another_year_is_said_and_this_one_is_not(visitor: Visitor) -> None:
    await a_published_event(when=ONCE_A_YEAR)
    await visitor.get(PAGE)
    assert "Freitag, 5. Februar, 10 bis 11 Uhr" in visitor.page.text
    assert "Samstag, 5. Februar 2028, 10 bis 11 Uhr" in visitor.page.text
    await visitor.get("/veranstaltungen?ab=2028-02-05&zeit=heute")
    assert "Samstag, 5. Februar 2028: 1 Termin" in visitor.page.text
    assert 'aria-label="Samstag, 5. Februar 2028"' in visitor.page.answer.text
    assert "<i>Februar 2028</i>" in visitor.page.answer.text


async def test_the_year_is_said_once_for_several_days(visitor: Visitor) -> None:
    await a_published_event(when=ACROSS_NEW_YEAR)
    await visitor.get(PAGE)
    assert "Donnerstag, 30. Dezember bis Sonntag, 2. Januar 2028, Stadtteilbüro Ost" in visitor.page.text
    await visitor.get("/programm/2027-12")
    assert "bis Sonntag, 2. Januar 2028" in visitor.page.text


async def test_several_days_say_when_they_begin_and_end(visitor: Visitor) -> None:
    await a_published_event(when=FIVE_DAYS)
    await visitor.get(PAGE)
    assert "Montag, 3. Mai bis Freitag, 7. Mai, ab 8 Uhr, Stadtteilbüro Ost" in visitor.page.text
    await visitor.get("/veranstaltungen?ab=2027-05-03&zeit=heute")
    assert "ab 8 Uhr bis Freitag, 7. Mai · Stadtteilbüro Ost" in visitor.page.text
    newspaper = (await visitor.client.get("/programm/2027-05.txt")).text
    assert "Ab 8 Uhr: Gymnastik im Sitzen (bis Freitag, 7. Mai)" in newspaper


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.REGULAR])
async def test_each_date_says_until_when_one_can_sign_up(visitor: Visitor, mode: SignUpMode) -> None:
    event_id = await a_published_event(terms=seats(12, mode, deadline_days=1))
    await visitor.get(PAGE)
    button, following = ("mit", "jedes Mal") if mode is SignUpMode.EACH_DATE else ("einmal mit", "jedes Mal")
    assert f"Ich komme {button} Anmelden bis Montag, 11. Januar" in visitor.page.text
    assert f"{following} mit Anmelden bis" not in visitor.page.text
    assert (
        "So melden Sie sich anAm Telefon: 069 90 00 90 01. Oder oben auf dieser Seite." in visitor.page.text
    )
    assert "Dienstag, 19. Januar, 10 bis 11 UhrAnmelden bis Montag, 18. Januar" in visitor.page.text
    second = (await occurrence_ids(event_id))[1]
    await visitor.get(f"{PAGE}/anmelden?termin={second}")
    assert "Anmelden bis Montag, 18. Januar" in visitor.page.text
    newspaper = (await visitor.client.get("/programm/2027-01.txt")).text
    assert "Anmeldung bis Montag, 18. Januar" in newspaper


async def test_a_course_has_one_last_day_for_all_its_dates(visitor: Visitor) -> None:
    await a_published_event(terms=seats(12, SignUpMode.COURSE, deadline_days=1))
    await visitor.get(PAGE)
    assert visitor.page.text.count("Anmelden bis Montag, 11. Januar") == 2
    assert "18. Januar" not in visitor.page.text.replace("Montag, 18. Januar, 10", "")


async def test_no_last_day_is_said_where_there_is_none(visitor: Visitor) -> None:
    await a_published_event(terms=seats(12))
    await a_published_event(title="Offener Treff", when=TUESDAYS_AT_TEN)
    for path in (PAGE, "/veranstaltungen/offener-treff"):
        await visitor.get(path)
        assert "Anmelden bis" not in visitor.page.text
    assert "So melden Sie sich an" not in visitor.page.text


async def test_a_last_day_that_has_passed_is_not_offered(visitor: Visitor) -> None:
    await a_published_event(terms=seats(12, deadline_days=3))
    await visitor.get(PAGE)
    assert "Die Anmeldefrist ist vorbei." in visitor.page.text
    assert "Anmelden bis Samstag, 9. Januar" not in visitor.page.text
    assert "Anmelden bis Samstag, 16. Januar" in visitor.page.text


async def test_paper_names_the_meeting_point(visitor: Visitor) -> None:
    await a_published_event(meeting_point="am Brunnen")
    sheet = (await visitor.client.get("/programm/2027-01")).text
    newspaper = (await visitor.client.get("/programm/2027-01.txt")).text
    assert (", am Brunnen" in sheet, "Treffpunkt: am Brunnen" in newspaper) == (True, True)
