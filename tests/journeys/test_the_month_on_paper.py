"""The office prints the month: a line a date, the telephone, what was called off, and only a part of it."""

from makers import NOW, a_city, a_club, a_published_event, a_topic, occurrence_ids
from mittendrin.audit.rules import SYSTEM
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from visitor import Visitor

OFFICE = "069 90 00 90 01"


async def test_the_month_is_printed_whole_and_in_part_and_sent_to_the_newspaper(visitor: Visitor) -> None:
    await _a_month()

    await visitor.get("/programm")
    assert visitor.page.heading == "Programm für Januar 2027"
    assert OFFICE in visitor.page.text
    assert visitor.page.text.count("Gymnastik im Sitzen") == 3
    assert visitor.page.text.count("Singen macht froh") == 3
    assert "FÄLLT AUS: Gymnastik im Sitzen" in visitor.page.text

    await visitor.submit("Anzeigen", thema="musik")
    assert visitor.page.heading == "Programm für Januar 2027: Musik"
    assert "Gymnastik im Sitzen" not in visitor.page.text
    await visitor.click("Text für die Zeitung")
    text = visitor.page.answer.text
    assert OFFICE in text
    assert next(line for line in text.splitlines() if "Singen macht froh" in line).startswith("10–11 Uhr: ")
    assert "Gymnastik" not in text

    await visitor.get("/programm/2027-01")
    await visitor.submit("Anzeigen", veranstalter="demo-turnverein-barbarossa")
    assert "Singen macht froh" not in visitor.page.text
    await visitor.submit("Anzeigen", stadtteil="innenstadt-ost", veranstalter="", thema="")
    assert "Singen macht froh" in visitor.page.text
    await visitor.get("/programm/2027-02")
    assert visitor.page.heading == "Programm für Februar 2027"


async def _a_month() -> None:
    await a_city()
    event_id = await a_published_event()
    await a_published_event(
        await a_club("Demo-Singkreis"), title="Singen macht froh", topic_id=await a_topic("Musik")
    )
    await call_off_date((await occurrence_ids(event_id))[1], CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
