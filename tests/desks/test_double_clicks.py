"""A double click on a form at a desk, or the same form once more: one answer for all, and it counts once."""

from asyncio import gather
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from app_fixtures import StandingClock
from databases import Database
from desks.club_walk import DESK, FROM_MARCH, HOURS, WHAT
from makers import (
    CLUB,
    NOW,
    OFFICE,
    a_club,
    a_published_event,
    a_topic,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.accounts.rules import A_MOMENT
from mittendrin.accounts.tables import Invitation
from mittendrin.audit.tables import AuditEntry
from mittendrin.desks.club.event_saving import submit
from mittendrin.desks.club.tables import UnfinishedEvent
from mittendrin.events.form import EventDraft
from mittendrin.events.form import Target as FormTarget
from mittendrin.events.queries import event_by_slug
from mittendrin.events.tables import Event
from mittendrin.organisations.actions import Newcomer, invite_member
from mittendrin.organisations.rules import MemberRole
from mittendrin.organisations.tables import Organisation
from mittendrin.outbox.tables import Mail
from mittendrin.places.city import City, change_city
from mittendrin.places.rules import NewVenue
from mittendrin.places.tables import CityProfile, Topic, Venue, VenueAccess
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.rules import Target
from mittendrin.texts.tables import SiteText
from people import a_clerk, a_lead, a_responsible, link_in_mail_to, sign_in
from visitor import Values, Visitor

TIMES = 4
Who = Callable[[], Awaitable[str]]
NEW = "/buero/organisationen/neu"
CHOIR: Values = {
    "name": "Demo-Singkreis",
    "art": "initiative",
    "ansprechperson": "Frau Klang",
    "telefon": "0631 3654321",
    "text": "Wir singen.",
    "verantwortlich": "Frau Klang",
    "verantwortlich-mail": "klang@example.org",
}


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await a_clerk())
    return visitor


async def acts(name: str) -> int:
    return int(await AuditEntry.count().where(AuditEntry.act == name))


async def invitations() -> list[str]:
    return await Invitation.select(Invitation.email).order_by(Invitation.id).output(as_list=True)


async def test_a_new_organisation(clerk: Visitor) -> None:
    await clerk.get(NEW)
    there = "/buero/organisationen/demo-singkreis?getan=angelegt"
    form = clerk.page
    assert await clerk.submit_at_once("Organisation anlegen", TIMES, **CHOIR) == [there] * TIMES
    clerk.page = form
    await clerk.submit("Organisation anlegen", **CHOIR)
    assert clerk.page.path == there
    assert await Organisation.select(Organisation.slug) == [{"slug": "demo-singkreis"}]
    assert (await invitations(), await acts("organisation.added")) == (["klang@example.org"], 1)


async def test_a_new_organisation_with_something_put_right_is_a_change_of_it(clerk: Visitor) -> None:
    await clerk.get(NEW)
    form = clerk.page
    await clerk.submit("Organisation anlegen", **CHOIR)
    clerk.page = form
    await clerk.submit("Organisation anlegen", **CHOIR | {"name": "Demo-Singkreis Süd"})
    assert clerk.page.heading == "Angaben ändern: Demo-Singkreis"
    assert clerk.page.errors == [
        "Die Organisation ist schon angelegt. Möchten Sie es jetzt so ändern? Dann speichern Sie bitte noch einmal."
    ]
    await clerk.submit("Speichern")
    known = await Organisation.select(Organisation.slug, Organisation.name)
    assert known == [{"slug": "demo-singkreis", "name": "Demo-Singkreis Süd"}]


async def test_another_person_to_invite_is_invited_too(clerk: Visitor) -> None:
    await clerk.get(NEW)
    form = clerk.page
    await clerk.submit("Organisation anlegen", **CHOIR)
    clerk.page = form
    await clerk.submit("Organisation anlegen", **CHOIR | {"verantwortlich-mail": "k.klang@example.org"})
    assert await invitations() == ["klang@example.org", "k.klang@example.org"]


async def test_two_new_organisations_of_one_name_have_two_addresses(clerk: Visitor, app: object) -> None:
    async with Visitor(app) as other:
        other.client.cookies = clerk.client.cookies
        pages = [await one.get(NEW) for one in (clerk, other)]
    keys = {page.form("Organisation anlegen").value("schluessel") for page in pages}
    assert len(keys) == 2
    for page in pages:
        clerk.page = page
        await clerk.submit("Organisation anlegen", **CHOIR)
    assert clerk.page.errors == ["Demo-Singkreis gibt es schon."]
    assert await invitations() == ["klang@example.org"]
    await clerk.submit("Organisation anlegen", trotzdem="ja")
    slugs = (
        await Organisation.select(Organisation.slug)
        .order_by(Organisation.slug, Organisation.id)
        .output(as_list=True)
    )
    assert slugs == ["demo-singkreis", "demo-singkreis-2"]


NEWCOMER = {"name": "Frau Neu", "mail": "neu@example.org"}
WHERE_TO_INVITE = pytest.mark.parametrize(
    ("path", "who", "role"),
    [
        ("/buero/zugaenge", a_lead, "clerk"),
        ("/buero/organisationen/demo-turnverein-barbarossa", a_clerk, "responsible"),
        ("/verein/demo-turnverein-barbarossa/menschen", a_responsible, "maintainer"),
    ],
    ids=["the lead", "the office", "the club"],
)


async def mails() -> int:
    return int(await Mail.count().where(Mail.recipient == "neu@example.org"))


@WHERE_TO_INVITE
async def test_an_invitation_is_one_mail_with_one_link(
    visitor: Visitor, clock: StandingClock, path: str, who: Who, role: str
) -> None:
    await a_club()
    await sign_in(visitor, await who())
    form = await visitor.get(path)
    there = [f"{path}?getan=eingeladen"] * TIMES
    assert await visitor.submit_at_once("Einladung schicken", TIMES, **NEWCOMER, rolle=role) == there
    visitor.page = form
    await visitor.submit("Einladung schicken", **NEWCOMER, rolle=role)
    assert (await mails(), await acts("account.invited")) == (1, 1)
    clock.now += A_MOMENT
    shown = await visitor.get(path)
    assert await visitor.submit_at_once("Noch einmal schicken", TIMES) == there
    assert (await mails(), await acts("account.invited")) == (2, 2)
    visitor.page = shown
    await visitor.submit("Einladung schicken", **NEWCOMER | {"name": "Frau Neuer"}, rolle=role)
    assert (await mails(), await invitations()) == (3, ["neu@example.org"])
    assert (await visitor.get(await link_in_mail_to("neu@example.org"))).status == 200


async def test_a_text_that_was_never_changed(clerk: Visitor) -> None:
    await clerk.get("/buero/einstellungen/texte/impressum")
    answers = await clerk.submit_at_once("Speichern", TIMES, text="Verantwortlich ist die Stadt.")
    assert answers == answers[:1] * TIMES
    assert await SiteText.select(SiteText.body) == [{"body": "Verantwortlich ist die Stadt."}]


async def test_a_text_that_was_changed_before(clerk: Visitor) -> None:
    await clerk.get("/buero/einstellungen/texte/impressum")
    await clerk.submit("Speichern", text="Verantwortlich ist das Land.")
    await test_a_text_that_was_never_changed(clerk)


@pytest.mark.parametrize("known", [{}, {"lift": "no"}])
async def test_what_is_known_of_the_access_of_a_place(clerk: Visitor, known: Values) -> None:
    path = f"/buero/einstellungen/orte/{await a_venue()}/zugang"
    await clerk.get(path)
    await clerk.submit("Speichern", **known)
    await clerk.get(path)
    answers = await clerk.submit_at_once("Speichern", TIMES, lift="yes", quiet="no")
    assert answers == answers[:1] * TIMES
    facts = await VenueAccess.select(VenueAccess.kind, VenueAccess.known).order_by(
        VenueAccess.kind, VenueAccess.id
    )
    assert facts == [{"kind": "lift", "known": "yes"}, {"kind": "quiet", "known": "no"}]


async def test_a_new_place(clerk: Visitor) -> None:
    await clerk.get("/buero/einstellungen/orte")
    answers = await clerk.submit_at_once("Hinzufügen", TIMES, name="Haus am Park")
    assert answers == answers[:1] * TIMES
    assert (await Venue.select(Venue.name), await acts("venue.added")) == ([{"name": "Haus am Park"}], 1)


async def test_a_new_name(clerk: Visitor) -> None:
    await clerk.get("/buero/einstellungen/namen/themen")
    form = clerk.page
    answers = await clerk.submit_at_once("Hinzufügen", TIMES, name="Tanz")
    assert answers == ["/buero/einstellungen/namen/themen"] * TIMES
    clerk.page = form
    await clerk.submit("Hinzufügen", name="Tanz")
    assert (clerk.page.errors, await Topic.count(), await acts("topic.added")) == ([], 1, 1)


@pytest.mark.parametrize("becomes", ["", "Tanz"])
async def test_a_name_that_goes(clerk: Visitor, becomes: str) -> None:
    tanz, number = await a_topic("Tanz"), await a_topic("Walzer")
    await clerk.get(f"/buero/einstellungen/namen/themen/{number}/entfernen")
    form = clerk.page
    said = {"stattdessen": f"{tanz}" if becomes else ""}
    answers = await clerk.submit_at_once("Entfernen", TIMES, **said)
    assert answers == ["/buero/einstellungen/namen/themen"] * TIMES
    clerk.page = form
    await clerk.submit("Entfernen", **said)
    assert (clerk.page.status, clerk.page.heading) == (200, "Themen")
    assert await Topic.select(Topic.name) == [{"name": "Tanz"}]
    assert await acts("topic.merged") + await acts("topic.removed") == 1


async def test_what_the_office_is_called_for_the_first_time(database: Database) -> None:
    city = City("Demo-Stadt", "Demo-Büro", "", "0631", "", "", (), "", "", "")
    await gather(*(change_city(city, OFFICE, NOW) for _ in range(TIMES)))
    assert await CityProfile.select(CityProfile.office_name) == [{"office_name": "Demo-Büro"}]


async def test_only_the_last_invitation_to_an_organisation_counts(database: Database) -> None:
    club, newcomer = await a_club(), Newcomer("Frau Neu", "neu@example.org", MemberRole.MAINTAINER)
    await gather(*(invite_member(club, newcomer, OFFICE, NOW) for _ in range(TIMES)))
    assert await invitations() == ["neu@example.org"]


NEW_PLACE: Values = {
    "ort": "ein-anderer",
    "ort-name": "Haus am Park",
    "ort-strasse": "Weg 1",
    "ort-plz": "67655",
}


async def test_an_event_at_a_new_place(secretary: Visitor) -> None:
    await secretary.get(f"{DESK}/neu")
    await secretary.submit("Weiter", **WHAT)
    await secretary.submit("Weiter", **NEW_PLACE)
    await secretary.submit("Weiter", rhythmus="jede-woche")
    await secretary.submit("Weiter", wochentage="dienstag", **HOURS, **FROM_MARCH)
    await secretary.submit("Weiter: Vorschau", anmeldung="none")
    answers = await secretary.submit_at_once("So einreichen", TIMES)
    assert answers == answers[:1] * TIMES
    assert (await Event.count(), await Venue.count()) == (1, 2)


async def test_two_events_at_the_same_new_place(database: Database) -> None:
    club, place = await a_club(), NewVenue("Haus am Park", "Weg 1", "67655", None)
    content = replace(await some_content(), venue_id=0)
    forms = [FormTarget(club, key=f"form {number}") for number in range(2)]
    await gather(*(submit(one, EventDraft(content, place), CLUB, NOW) for one in forms))
    (venue,) = await Venue.select(Venue.id).where(Venue.name == place.name).output(as_list=True)
    assert await Event.select(Event.venue).output(as_list=True) == [venue] * 2


async def test_half_a_form_as_a_draft(secretary: Visitor) -> None:
    await secretary.get(f"{DESK}/neu")
    typed = {"titel": str(WHAT["titel"]), "preis": "drei"}
    answers = await secretary.submit_at_once("Als Entwurf speichern", TIMES, **typed)
    assert answers == [f"{DESK}?erledigt=entwurf"] * TIMES
    assert await UnfinishedEvent.count() == 1


@pytest.mark.parametrize("where", [{}, NEW_PLACE])
async def test_a_series_that_changes_from_a_day_on(visitor: Visitor, where: Values) -> None:
    for title in ("Chor", "Schach"):
        await a_published_event(await a_club(), title=title)
    await sign_in(visitor, await a_responsible())
    event_id = await a_published_event(await a_club(), terms=seats(3))
    second = (await occurrence_ids(event_id))[1]
    await sign_up(Target(event_id, second), a_wish(), CLUB, NOW)
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/ab-einem-tag")
    from_the_19th: Values = {"tag-tag": "19", "tag-monat": "1", "tag-jahr": "2027", "grund": "Saal belegt."}
    await visitor.submit("Weiter: Angaben prüfen", wochentage=["mittwoch"], **where, **from_the_19th)
    assert visitor.page.errors == []
    check = visitor.page
    button = "So ändern und Bescheid sagen"
    assert await visitor.submit_at_once(button, TIMES) == [f"{DESK}?erledigt=serie-gilt&bescheid=1"] * TIMES
    visitor.page = check
    await visitor.submit(button)
    assert visitor.page.path == f"{DESK}?erledigt=serie-gilt&bescheid=1"
    assert (await event_by_slug("gymnastik-im-sitzen")).follows == event_id
    assert Counter(await Event.select(Event.follows).output(as_list=True)) == {None: 3, event_id: 1}
    assert await acts("event.continued") == 1
