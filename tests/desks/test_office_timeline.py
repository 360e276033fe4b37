"""A request's whole story on one screen: what was done, by whom, in which way, and what took place."""

from datetime import date, datetime, timedelta

import people
from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit, some_hours
from incident_makers import HELPER, report
from makers import BERLIN, NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR, Channel, Doer
from mittendrin.desks.office.helping.timeline import of_request
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish, give_feedback
from mittendrin.engagements.engaging import Meeting, begin_trial, keep_on, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.jobs.caring import care
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.story import request_story
from visitor import Visitor

CLERK = Doer("Frau Demo", Channel.PHONE, account_id=None, on_behalf_of="Demo-Person Suche")
DAUGHTER = Doer("Frau Demo", Channel.COUNTER, on_behalf_of="Demo-Person Suche", speaker="Demo-Tochter")


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=BERLIN)


async def told(now: datetime = NOW) -> list[tuple[str, str, str]]:
    """Oldest first."""
    return [(one.name, one.words, one.who) for one in reversed(await of_request(await request_story(1), now))]


WHO, LINK = "Demo-Person Hilfe", "Demo-Person Hilfe, über den Link"
BY_PHONE = "Frau Demo, am Telefon mit Demo-Person Suche"
BY_DAUGHTER = "Frau Demo, am Tresen für Demo-Person Suche (Gemeldet hat sich: Demo-Tochter.)"
WHOLE_STORY = [
    ("", "Gesuch eingegangen", "auf der Internetseite"),
    ("", "Gesuch: offen", "Demo-Büro"),
    (WHO, "helfende Person gefragt", "Demo-Büro"),
    (WHO, "Antwort: helfende Person: Ja", "auf der Internetseite"),
    (WHO, "Antwort: suchende Person: Ja", BY_PHONE),
    ("", "Gesuch: vermittelt", BY_PHONE),
    (WHO, "Kontaktdaten weitergegeben: an die suchende Person", BY_PHONE),
    (WHO, "Kontaktdaten weitergegeben: an die helfende Person", BY_PHONE),
    (WHO, "erstes Treffen verabredet: Donnerstag, 14. Januar, 15 Uhr", "Demo-Büro"),
    (WHO, "Tag des ersten Treffens: Café am Markt", ""),
    (WHO, "nachgefragt, wie es läuft: nach dem ersten Treffen", "von selbst"),
    (WHO, "Einsatz: Probezeit", "Demo-Büro"),
    (WHO, "Einsatz: läuft", "Demo-Büro"),
    (WHO, "Einsatz: beendet", BY_DAUGHTER),
    (WHO, "zum Ende gesagt", BY_DAUGHTER),
    ("", "Gesuch: erledigt", BY_DAUGHTER),
    (WHO, "Einsatz: beendet, Rückmeldung ist da", LINK),
]


async def test_from_the_question_to_the_end_with_who_spoke_and_how(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, at(11, 9))
    await answer(await by_id(proposal, Side.REQUESTER), Answer.YES, CLERK, at(11, 10))
    await plan_first_meeting(1, Meeting(at(14, 15), "Café am Markt"), Voice(OFFICE), at(11, 11))
    await care(at(15, 6))
    helper = Voice.by_link(await pair(1), Side.VOLUNTEER)
    await begin_trial(1, Voice(OFFICE), at(15, 9))
    await keep_on(1, Voice(OFFICE), at(15, 10))
    await finish(1, Ending(EndReason.NOT_NEEDED), Voice(DAUGHTER, Side.REQUESTER), at(15, 11))
    await give_feedback(1, "Schön war es.", helper, at(15, 12))
    assert await told(at(16, 8)) == WHOLE_STORY


async def test_visits_that_took_place_name_the_stand_in(database: Database) -> None:
    await an_engagement()
    visit = await a_visit(1)
    await say_cannot(visit, Voice.by_link(await pair(1), Side.VOLUNTEER), NOW)
    stand_in = await a_stand_in()
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), NOW)
    before = await told(NOW)
    assert [one for one in await told(NOW + timedelta(days=2)) if one not in before] == [
        ("Demo-Person Hilfe", "Tag eines Besuchs, Vertretung: Demo-Person Ersatz", "")
    ]


async def test_of_an_incident_it_says_that_there_was_one_and_not_what(database: Database) -> None:
    await an_engagement()
    await report(HELPER)
    lines = await of_request(await request_story(1), NOW)
    said = [(one.name, one.words, one.who, one.reason) for one in lines]
    assert ("Demo-Person Hilfe", "Vorfall gemeldet", "Demo-Büro", "") in said
    assert not any("Geld" in " ".join(one) for one in said)


async def test_the_page_shows_it_and_no_looks(visitor: Visitor) -> None:
    await a_city()
    await a_proposal(*await a_pair())
    await people.sign_in(visitor, await people.a_clerk())
    for _twice in range(2):
        await visitor.get("/buero/hilfe/gesuche/1")
    assert "Was bisher geschah" in visitor.page.text
    assert "Demo-Person Hilfe, helfende Person gefragt Demo-Büro" in visitor.page.text
    assert "angesehen" not in visitor.page.text


async def test_a_pause_names_its_end_and_hours_stand_on_their_day(database: Database) -> None:
    engagement = await a_trial()
    await some_hours(engagement)
    await pause(engagement, date(2027, 1, 14), Voice(OFFICE), NOW)
    lines = await told()
    assert (WHO, "Einsatz: Pause bis Donnerstag, 14. Januar", "Demo-Büro") in lines
    assert lines[-1] == (WHO, "1,5 Stunden geholfen", "")
    assert (await of_request(await request_story(1), NOW))[0].when == "Montag, 11. Januar"


async def test_offer_and_engagement_tell_the_same_story(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await some_hours(engagement)
    await people.sign_in(visitor, await people.a_clerk())
    for path in (f"angebote/{(await pair(engagement)).offer_id}", f"einsaetze/{engagement}"):
        await visitor.get(f"/buero/hilfe/{path}")
        assert "Was bisher geschah" in visitor.page.text
        assert "Montag, 11. Januar, 8 Uhr: " in visitor.page.text
        for words in ("helfende Person gefragt", "Einsatz: Probezeit", "1,5 Stunden geholfen"):
            assert words in visitor.page.text, (path, words)
        assert "Stunden eingetragen: 1,5" not in visitor.page.text
