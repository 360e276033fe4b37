"""The start page and what stands beside it."""

from datetime import timedelta

from app_fixtures import StandingClock
from makers import CLUB, NOW, a_published_event, occurrence_ids
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from visitor import Visitor


async def test_an_empty_city_opens_its_doors(visitor: Visitor) -> None:
    await visitor.get("/")
    assert "Kein Termin in dieser Woche" in visitor.page.text
    assert "Heute und morgen steht nichts an." in visitor.page.text


async def test_the_start_page_shows_today_and_tomorrow_and_counts_the_week(visitor: Visitor) -> None:
    await a_published_event()
    await visitor.get("/")
    assert "1 Termin in dieser Woche" in visitor.page.text
    await visitor.click("Gymnastik im Sitzen")
    assert visitor.page.heading == "Gymnastik im Sitzen"


async def test_what_is_called_off_counts_on_no_page(visitor: Visitor) -> None:
    await call_off_date(
        (await occurrence_ids(await a_published_event()))[0], CallingOff("Heizung"), CLUB, NOW
    )
    await visitor.get("/")
    assert "Kein Termin in dieser Woche" in visitor.page.text
    assert "ABGESAGT" in visitor.page.text
    await visitor.get("/veranstaltungen")
    assert "11. bis 17. Januar: 1 abgesagt" in visitor.page.text
    assert "Veranstalters" not in visitor.page.text
    assert "ABGESAGT" in visitor.page.text


async def test_a_day_later_the_day_after_tomorrow_has_become_tomorrow(
    visitor: Visitor, clock: StandingClock
) -> None:
    clock.now -= timedelta(days=1)
    await a_published_event()
    await visitor.get("/")
    assert "Gymnastik" not in visitor.page.text
    clock.now += timedelta(days=1)
    await visitor.get("/")
    assert "Gymnastik" in visitor.page.text


async def test_both_months_can_be_printed(visitor: Visitor) -> None:
    await visitor.get("/")
    await visitor.click("Programm für Februar drucken")
    assert visitor.page.path == "/programm/2027-02"


async def test_all_doors_lead_somewhere(visitor: Visitor) -> None:
    await a_published_event()
    home = await visitor.get("/")
    for link in [link for link in home.links if link.href.startswith("/")]:
        found = await visitor.get(link.href)
        assert found.answer.status_code == 200, link


async def test_the_search_leads_to_the_dates_of_a_month(visitor: Visitor) -> None:
    await a_published_event()
    await visitor.get("/suche?suche=gymnastik")
    assert visitor.page.path == "/veranstaltungen?zeit=monat&suche=gymnastik"
    assert "Gymnastik im Sitzen" in visitor.page.text


async def test_robots_may_read_feeds_and_lists(visitor: Visitor) -> None:
    said = (await visitor.get("/robots.txt")).answer
    assert said.status_code == 200
    assert not any(path in said.text for path in ("kalender", "ics", "veranstaltungen"))


async def test_browsers_find_the_sign_of_the_site(visitor: Visitor) -> None:
    found = (await visitor.get("/favicon.ico")).answer
    assert found.headers["content-type"].startswith("image/svg+xml")
