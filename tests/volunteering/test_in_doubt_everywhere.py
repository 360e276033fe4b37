"""Wherever somebody may write freely, an emergency is read at once, and who has none goes on."""

import pytest

from mittendrin.volunteering.doubting import ALL_THE_SAME, ASKED_ABOUT
from mittendrin.volunteering.walking import Walk
from mittendrin.volunteering.walks import OFFER_WALK, REQUEST_WALK
from visitor import Values, Visitor
from volunteering.test_pages import CHECK, ON, the_town

HITS_ME = "Mein Mann schlägt mich"
RIGHT: dict[str, Values] = {
    "was": {"was": ["einkauf"]},
    "wobei": {"wobei": "einkauf", "was-genau": "Einkaufen gehen"},
    "fuer-wen": {"vorname": "Erna", "nachname": "Testfall"},
    "name": {"vorname": "Erna", "nachname": "Testfall"},
    "wann": {"jederzeit": "ja"},
    "wie-oft": {"oft": "weekly"},
    "wo": {"stadtteil": "betzenberg"},
    "wie-weit": {"weite": "5"},
    "kontakt": {"telefon": "069 90 00 90 05"},
}
BESIDES: dict[str, Values] = {"wer-grund": {"wer": "woman"}}


def free_texts() -> list[tuple[Walk, str, str]]:
    return [
        (walk, question.slug, name)
        for walk in (OFFER_WALK, REQUEST_WALK)
        for question in walk.questions
        for name in question.fields
        if name in ASKED_ABOUT and ASKED_ABOUT[name] != ALL_THE_SAME
    ]


async def at_the_question(visitor: Visitor, walk: Walk, slug: str) -> None:
    await the_town()
    await visitor.get(f"{walk.path}/anfangen")
    for question in walk.questions:
        if question.slug == slug:
            assert visitor.page.heading == question.title
            return
        await visitor.submit(ON, **RIGHT.get(question.slug, {}))


@pytest.mark.parametrize(
    ("walk", "slug", "name"), free_texts(), ids=lambda one: str(getattr(one, "path", one))
)
async def test_an_emergency_is_asked_about_once(visitor: Visitor, walk: Walk, slug: str, name: str) -> None:
    await at_the_question(visitor, walk, slug)
    onward = CHECK if slug == "notiz" else ON
    typed = RIGHT.get(slug, {}) | BESIDES.get(name, {}) | {name: HITS_ME}
    await visitor.submit(onward, **typed)
    assert (visitor.page.status, visitor.page.heading) == (422, "Ist das ein Notfall?")
    assert visitor.page.text.index("112") < visitor.page.text.index("110")
    assert f"Sie haben geschrieben: {HITS_ME}" in visitor.page.text
    await visitor.submit("Nein, kein Notfall: weiter")
    behind = walk.questions[walk.questions.index(walk.question(slug)) + 1 :]
    assert visitor.page.heading == (behind[0].title if behind else "Angaben prüfen")


async def test_what_is_written_anew_is_asked_about_anew(visitor: Visitor) -> None:
    await at_the_question(visitor, REQUEST_WALK, "wer")
    await visitor.submit(ON, wer="woman", **{"wer-grund": HITS_ME})
    await visitor.submit("Zurück")
    assert visitor.page.heading == "Wer soll kommen?"
    assert visitor.page.form(ON).value("wer-grund") == HITS_ME
    await visitor.submit(ON, **{"wer-grund": "Es brennt in der Küche"})
    assert visitor.page.heading == "Ist das ein Notfall?"
