"""Larger letters in the middle of a walk: what stands on the page stays there, and nothing is sent for good."""

from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from makers import a_published_event, seats
from mittendrin.barriers.tables import BarrierReport
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.volunteering.walking import Walk
from mittendrin.volunteering.walks import OFFER_WALK, REQUEST_WALK
from visitor import Values, Visitor
from volunteering.test_in_doubt_everywhere import RIGHT
from volunteering.test_pages import CHECK, ON, SEND, the_town

LARGER, NORMAL = "Größere Schrift", "Normale Schrift"
TYPED: dict[str, Values] = RIGHT | {
    "stunden": {"stunden": "drei"},
    "pause": {"pause": "irgendwann"},
    "interessen": {"interessen": "Fußball"},
    "sprachen": {"sprachen": ["de", "ru"]},
    "in-ordnung": {"in-ordnung": ["stairs"]},
    "vorher-wissen": {"vorher-wissen": ["pets"]},
    "wer": {"wer-grund": "Das ist mir lieber."},
    "notiz": {"notiz-buero": "Klingel links\nzweiter Stock"},
    "zeigen": {"oeffentlich": "ja"},
}
SKIPPED = ("stunden", "pause", "wer")


def stands(visitor: Visitor, button: str, names: Values) -> Values:
    fields = visitor.page.form(button).fields
    found = {name: [one.value for one in fields if one.name == name and one.ticked] for name in names}
    return {name: many if isinstance(names[name], list) else "".join(many) for name, many in found.items()}


@pytest.mark.parametrize("walk", [OFFER_WALK, REQUEST_WALK], ids=lambda walk: walk.path)
async def test_on_every_page_of_a_walk_everything_stays(visitor: Visitor, walk: Walk) -> None:
    await the_town()
    await visitor.get(f"{walk.path}/anfangen")
    for question in walk.questions:
        onward = CHECK if question is walk.questions[-1] else ON
        size, typed = (LARGER, NORMAL), TYPED[question.slug]
        before = visitor.page.form(onward).filled(typed)
        for step in size:
            await visitor.submit(step, **(typed if step == LARGER else {}))
            assert (visitor.page.status, visitor.page.heading) == (200, question.title)
            assert stands(visitor, onward, typed) == typed
            assert sorted(visitor.page.form(onward).filled({})) == sorted(before)
        await visitor.submit(onward, **dict.fromkeys(typed, "") if question.slug in SKIPPED else {})
    assert visitor.page.heading == "Angaben prüfen"


async def test_a_mistake_stays_said_and_what_is_put_right_moves_nobody_on(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, **RIGHT["wobei"])
    await visitor.submit(ON, vorname="Erna")
    mistakes = visitor.page.errors
    await visitor.submit(LARGER, vorname="Ernestine")
    assert visitor.page.tree.get("class") == "gross"
    assert visitor.page.errors == mistakes == ["Schreiben Sie bitte den Nachnamen."]
    assert visitor.page.form(ON).value("vorname") == "Ernestine"
    await visitor.submit(NORMAL, nachname="Testfall")
    assert (visitor.page.heading, visitor.page.errors) == ("Für wen ist die Hilfe?", [])
    assert visitor.page.form(ON).value("nachname") == "Testfall"


async def test_whoever_reads_what_they_have_said_sends_nothing_by_it(
    visitor: Visitor, clock: StandingClock
) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    for question in REQUEST_WALK.questions:
        if question.optional:
            break
        await visitor.submit(ON, **RIGHT[question.slug])
    await visitor.submit("Alle freiwilligen Fragen überspringen")
    await visitor.submit(SEND)
    assert visitor.page.status == 422
    clock.now += timedelta(minutes=1)
    await visitor.submit(LARGER)
    assert (visitor.page.heading, await HelpRequest.count()) == ("Angaben prüfen", 0)
    clock.now += timedelta(minutes=1)
    await visitor.submit(SEND)
    assert await HelpRequest.count() == 1


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/rueckruf", {"name": "Erna Testfall", "worum": "Ein Termin"}),
        ("/barriere-melden", {"was": "Die Schrift ist zu klein.\nUnd zu blass."}),
    ],
)
async def test_so_it_is_where_one_page_is_all(visitor: Visitor, path: str, typed: Values) -> None:
    await the_town()
    await visitor.get(path)
    button = "Weiter: Angaben prüfen"
    await visitor.submit(LARGER, **typed)
    assert (visitor.page.status, stands(visitor, button, typed)) == (200, typed)
    await visitor.submit(button, telefon="zwölf")
    mistakes = visitor.page.errors
    await visitor.submit(NORMAL)
    assert (visitor.page.errors, stands(visitor, button, typed)) == (mistakes, typed)
    assert mistakes
    await visitor.submit(button, telefon="069 90 00 90 05", name="Erna Testfall")
    checked = visitor.page.heading
    assert checked.startswith("Angaben prüfen")
    await visitor.submit(LARGER)
    assert (visitor.page.heading, await BarrierReport.count()) == (checked, 0)


async def test_so_it_is_where_somebody_signs_up(visitor: Visitor) -> None:
    await a_published_event(terms=seats(9))
    await visitor.get("/veranstaltungen")
    await visitor.click("Gymnastik im Sitzen")
    await visitor.click("Ich komme mit")
    await visitor.submit(LARGER, name="Erna Testfall", personen="2")
    assert visitor.page.heading == "Ich komme mit"
    form = visitor.page.form("Weiter: Angaben prüfen")
    assert (form.value("name"), form.value("personen")) == ("Erna Testfall", "2")
