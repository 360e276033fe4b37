"""Whoever holds a letter finds the page for the code: the letter names it, and so do the public pages."""

from dataclasses import replace

import pytest

from makers import NOW, a_city, a_pair, a_proposal, an_engagement
from mittendrin.core.tokens import show_slip_code
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.telling import To, each_other_words, tell_one
from mittendrin.outbox.tables import CallTask
from mittendrin.outbox.wording import words
from mittendrin.paths import TEMPLATES
from mittendrin.people.rules import Contact
from mittendrin.places.queries import office
from mittendrin.volunteering.sides import Side, by_id
from visitor import Visitor

BY_LETTER = Contact("Demo-Person Brief", address="Beispielweg 1, 67655 Kaiserslautern")


@pytest.mark.parametrize("side", Side)
async def test_every_question_names_the_page_for_the_code(database: object, side: Side) -> None:
    await a_city()
    view, here = await by_id(await a_proposal(*await a_pair()), side), await office()
    asked = words(f"volunteering/messages/ask_{side.value}.txt", view=view, office=here)
    assert f"{here.base_url}/vorschlag" in asked.body
    assert "Die andere Person erfährt nichts von einem Nein." in asked.body


@pytest.mark.parametrize("page", ["/helfen", "/hilfe-bekommen"])
async def test_the_public_pages_lead_to_it(visitor: Visitor, page: str) -> None:
    await a_city()
    await visitor.get(page)
    await visitor.click("Wir haben Ihnen geschrieben? Hier antworten Sie mit dem Code.")
    assert visitor.page.path == "/vorschlag"


@pytest.mark.parametrize(
    "purpose", ["both_yes", "first_meeting", "paused", "check_in", "visits_planned", "state"]
)
async def test_every_letter_says_how_to_come_to_the_page_without_its_long_address(
    database: object, purpose: str
) -> None:
    await a_city()
    engagement, proposal = await an_engagement()
    found, here = await pair(engagement), await office()
    view, side = await by_id(proposal, Side.REQUESTER), Side.REQUESTER
    if purpose == "both_yes":
        body = (await each_other_words(view, found.helper, found)).body
    else:
        said = {
            "first_meeting": {"moment": NOW, "place": "Café am Markt"},
            "paused": {"until": NOW.date(), "moments": [], "stay_off": False},
            "check_in": {"kind": "trial", "begun": True},
            "visits_planned": {"moments": [NOW]},
            "state": {"sentence": "Jetzt beginnt Ihre Probezeit."},
        }[purpose]
        await tell_one(purpose, To(replace(found, asker=BY_LETTER), side), NOW, **said)
        letter = await CallTask.select(CallTask.script).where(CallTask.way == "letter").first()
        assert letter
        body = letter["script"]
    code = show_slip_code(found.requester_code)
    assert f"chreiben Sie den Code {code} und Ihren Namen hier hinein:\n{here.base_url}/vorschlag" in body


def test_no_message_names_the_long_address_alone() -> None:
    messages = (TEMPLATES / "engagements/messages").glob("*.txt")
    written = {message.name: message.read_text() for message in messages}
    long = {name for name, text in written.items() if "{{ path }}" in text}
    assert long == {name for name, text in written.items() if "engagements/messages/by_code.txt" in text}
