"""A topic, a district or a kind of help goes only when nothing needs it; as another one, everything goes along."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from databases import Database
from makers import (
    BOARD,
    CLUB,
    NOW,
    OFFICE,
    TUESDAYS_AT_TEN,
    a_category,
    a_club,
    a_district,
    a_help_request,
    a_published_event,
    a_submitted_event,
    a_topic,
    a_venue,
    an_offer,
)
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.desks.board.kinds import kind_of
from mittendrin.events.actions import let_through
from mittendrin.events.continuing import series_subject
from mittendrin.events.tables import Event
from mittendrin.merging.names import merge_into, remove, uses
from mittendrin.needs.actions import let_through as let_need_through
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.queries import organisation_by_slug, profile_of
from mittendrin.organisations.rules import Profile
from mittendrin.organisations.tables import OrganisationDistrict
from mittendrin.places.naming import NameKind, Naming, add_name, all_named, slug_now
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.tables import Revision
from mittendrin.registrations import series_versions
from mittendrin.registrations.series import SeriesChange
from mittendrin.volunteering.tables import OfferCategory
from needing import a_submitted_need
from visitor import Visitor

TOPIC, DISTRICT, HELP = NameKind.TOPIC, NameKind.DISTRICT, NameKind.HELP


async def names(kind: NameKind) -> list[str]:
    return [one.naming.name for one in await all_named(kind)]


async def acts(subject: str) -> list[tuple[str, str]]:
    rows = await AuditEntry.select().where(AuditEntry.subject == subject).order_by(AuditEntry.id)
    return [(row["act"], row["detail"]) for row in rows]


async def said_of(revision_id: int) -> dict[str, str]:
    revision = await Revision.objects().get(Revision.id == revision_id)
    assert revision
    return await kind_of(revision.subject).in_words(revision.content)


async def test_what_nothing_needs_is_removed(database: Database) -> None:
    topic = await a_topic("Tanz")
    for _twice in range(2):
        await remove(TOPIC, topic, OFFICE, NOW)
    assert await names(TOPIC) == []
    assert await acts(f"topic:{topic}") == [("topic.removed", "")]


async def test_what_is_used_stays_also_when_only_a_waiting_version_names_it(database: Database) -> None:
    topic, district = await a_topic("Tanz"), await a_district("Betzenberg")
    event_id, _revision = await a_submitted_event(topic_id=topic)
    await Event.update({Event.topic: await a_topic("Musik")}).where(Event.id == event_id)
    await submit_profile(await a_club(), Profile("Wir turnen.", "", (district,)), CLUB, NOW)
    await an_offer()
    for kind, number in ((TOPIC, topic), (DISTRICT, district), (HELP, await a_category("einkauf"))):
        assert await uses(kind, number) == 1
        with pytest.raises(Refused):
            await remove(kind, number, OFFICE, NOW)
    assert "Tanz" in await names(TOPIC)


async def test_a_topic_becomes_another_with_events_versions_words_and_links(
    database: Database, visitor: Visitor
) -> None:
    old = await add_name(TOPIC, Naming("Tanz", "Tanztee", 1), OFFICE, NOW)
    new = await add_name(TOPIC, Naming("Bewegung", "Turnen", 2), OFFICE, NOW)
    event_id = await a_published_event(topic_id=old)
    _event, waiting = await a_submitted_event(topic_id=old, title="Walzer im Park")
    (before,) = await Event.select(Event.revision).where(Event.id == event_id)
    await merge_into(TOPIC, (old, new), OFFICE, NOW)
    assert await acts(f"topic:{new}") == [
        ("topic.added", ""),
        ("topic.merged", "Tanz"),
    ]
    (kept,) = await all_named(TOPIC)
    assert (kept.naming.name, kept.naming.synonyms) == ("Bewegung", "Turnen, Tanz, Tanztee")
    (after,) = await Event.select(Event.topic, Event.revision).where(Event.id == event_id)
    assert after == {"topic": new, "revision": before["revision"] + 1}
    assert (await said_of(waiting))["Thema"] == "Bewegung"
    await let_through(waiting, OFFICE, NOW)
    await visitor.get("/veranstaltungen?thema=tanz&zeit=monat")
    assert "Walzer im Park" in visitor.page.text
    assert visitor.page.form("Anzeigen").value("thema") == "bewegung"
    assert "Walzer im Park" in (await visitor.client.get("/kalender/thema/tanz.ics")).text
    assert "Walzer im Park" in (await visitor.client.get("/programm/2027-01.txt?thema=tanz")).text


async def test_old_addresses_lead_on_and_are_never_given_again(database: Database) -> None:
    numbers = [
        await add_name(TOPIC, Naming(name, "", 0), OFFICE, NOW) for name in ("Tanz", "Walzer", "Musik")
    ]
    await merge_into(TOPIC, (numbers[0], numbers[1]), OFFICE, NOW)
    await merge_into(TOPIC, (numbers[1], numbers[2]), OFFICE, NOW)
    assert [await slug_now(TOPIC, slug) for slug in ("tanz", "walzer", "musik", "nie")] == [
        "musik", "musik", "musik", "nie",
    ]  # fmt: skip
    await add_name(TOPIC, Naming("Tanz", "", 0), OFFICE, NOW)
    assert {one.naming.name: one.slug for one in await all_named(TOPIC)} == {
        "Musik": "musik",
        "Tanz": "tanz-2",
    }


async def test_a_district_becomes_another_wherever_it_stands(database: Database) -> None:
    old, new, third = [await a_district(name) for name in ("Ost", "Innenstadt", "Nord")]
    club = await a_club()
    await OrganisationDistrict.insert(
        *(OrganisationDistrict(organisation=club, district=one) for one in (old, new, third))
    )
    await a_venue()
    await an_offer()
    await a_help_request()
    ours = await a_district()
    _need, need_waits = await a_submitted_need(district=old)
    await submit_profile(club, Profile("Wir turnen.", "", (old, new)), CLUB, NOW)
    await merge_into(DISTRICT, (ours, old), OFFICE, NOW)
    await merge_into(DISTRICT, (old, new), OFFICE, NOW)
    assert await names(DISTRICT) == ["Innenstadt", "Nord"]
    assert await uses(DISTRICT, new) == 7
    assert (await profile_of(await organisation_by_slug("demo-turnverein-barbarossa"))).districts == (
        new,
        third,
    )
    assert (await said_of(need_waits))["Stadtteil"] == "Innenstadt"
    await let_need_through(need_waits, OFFICE, NOW)


async def test_kinds_of_help_become_one_and_nobody_likes_it_twice(database: Database) -> None:
    await an_offer()
    old, new = await a_category("einkauf"), await a_category("besuch")
    table: Any = OfferCategory
    (offer,) = await table.select(table.offer)
    await table.insert(OfferCategory(offer=offer["offer"], category=new))
    _need, need_waits = await a_submitted_need()
    await merge_into(HELP, (old, new), OFFICE, NOW)
    assert await table.select(table.category) == [{"category": new}]
    assert (await said_of(need_waits))["Art der Hilfe"] == "Gesellschaft und Besuch"


async def test_nothing_becomes_itself_or_what_is_not_there(database: Database) -> None:
    topic = await a_topic()
    for other in (topic, 4_711):
        with pytest.raises(NotFound):
            await merge_into(TOPIC, (topic, other), OFFICE, NOW)
    assert await names(TOPIC) == ["Bewegung"]


async def a_series_that_waits_with(topic: int) -> int:
    """The version, and nothing else, names this topic."""
    event_id, day = await a_published_event(), date(2027, 1, 20)
    when = replace(TUESDAYS_AT_TEN, weekdays=(2,), first_day=day)
    change = SeriesChange(day, when, await a_venue(), "Raum 5", "Belegt.", {"topic_id": topic})
    await series_versions.submit(event_id, change, CLUB, NOW)
    waiting = await waiting_content(series_subject(event_id))
    assert waiting
    return waiting[0]


async def test_a_series_that_waits_keeps_its_topic(database: Database) -> None:
    topic = await a_topic("Tanz")
    waiting = await a_series_that_waits_with(topic)
    assert await uses(TOPIC, topic) == 1
    with pytest.raises(Refused, match="noch gebraucht"):
        await remove(TOPIC, topic, OFFICE, NOW)
    new = await a_topic("Musik")
    await merge_into(TOPIC, (topic, new), OFFICE, NOW)
    goes_on = await series_versions.let_through(waiting, BOARD, NOW)
    assert await Event.select(Event.topic).where(Event.id == goes_on) == [{"topic": new}]


async def test_also_what_was_public_before_a_series_that_waits_becomes_the_other_topic(
    database: Database,
) -> None:
    waiting = await a_series_that_waits_with(await a_topic("Tanz"))
    old = await a_topic("Bewegung")
    await merge_into(TOPIC, (old, await a_topic("Sport")), OFFICE, NOW)
    revision = await Revision.objects().get(Revision.id == waiting)
    assert revision
    assert (await kind_of(revision.subject).in_words(revision.before))["Thema"] == "Sport"


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ({"prerequisite": "Führungszeugnis"}, "„Alt“ braucht: Führungszeugnis."),
        ({"instead": "Rufen Sie die Sozialstation an."}, "„Alt“ braucht: Fachleute."),
    ],
)
async def test_no_paper_and_no_work_for_professionals_is_lost(
    database: Database, needs: dict[str, str], words: str
) -> None:
    old = await add_name(HELP, Naming("Alt", "", 1, **needs), OFFICE, NOW)  # type: ignore[arg-type]
    careless = await add_name(HELP, Naming("Neu", "", 2), OFFICE, NOW)
    careful = await add_name(HELP, Naming("Gut", "", 3, **needs), OFFICE, NOW)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        await merge_into(HELP, (old, careless), OFFICE, NOW)
    assert refused.value.sentence == f"{words} Schreiben Sie das bitte zuerst bei „Neu“ dazu."
    await merge_into(HELP, (careless, careful), OFFICE, NOW)
    await merge_into(HELP, (old, careful), OFFICE, NOW)
    assert await names(HELP) == ["Gut"]
