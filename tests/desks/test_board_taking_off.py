"""Whatever visitors see can be taken back, also what the board itself let through: the whole entry, by two people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from makers import (
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_club,
    a_member,
    a_proven_club,
    a_published_event,
    a_sign_up,
    a_venue,
    an_account,
    seats,
    some_content,
)
from mittendrin.accounts.rules import Role
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.desks.board import actions
from mittendrin.desks.board.hiding import hide, keep, propose_hiding
from mittendrin.desks.board.log import decisions_in, history_of
from mittendrin.desks.board.public import PublicList, public_list
from mittendrin.desks.club.event_queries import own_event
from mittendrin.events import actions as events
from mittendrin.events.content import content_of
from mittendrin.events.tables import Event
from mittendrin.needs.tables import Need
from mittendrin.organisations import profiles
from mittendrin.organisations.actions import Entry, Naming, NewOrganisation, add_organisation
from mittendrin.organisations.queries import organisation_by_slug, profile_of
from mittendrin.organisations.rules import ContactPerson, OrganisationKind, Profile
from mittendrin.organisations.tables import Membership
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import proven, waiting_versions
from mittendrin.publishing.rules import Reason
from mittendrin.registrations import series_versions
from mittendrin.registrations.series import SeriesChange
from needing import a_public_need, slug_of
from people import a_board_member, a_clerk, a_responsible, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")

MEMBER = Doer("Frau Erste", account_id=900)
FIRST, SECOND = Doer("Frau Beirat", account_id=901), Doer("Herr Beirat", account_id=902)
UNSAFE = Objection(Reason.UNSAFE, "Es gab Beschwerden.")
EVENT_PAGE = "/veranstaltungen/gymnastik-im-sitzen"


async def the_list(word: str = "") -> dict[str, int]:
    """What the board finds, by title."""
    return {line.version.title: line.version.revision_id for line in (await public_list(word, 1)).lines}


async def take_off(title: str) -> None:
    revision_id = (await the_list())[title]
    await propose_hiding(revision_id, UNSAFE, FIRST, NOW)
    await hide(revision_id, SECOND, NOW + timedelta(hours=1))


async def waits() -> list[int]:
    return [line.revision_id for line in await waiting_versions()]


async def states() -> list[str]:
    return [row["state"] for row in await Event.select(Event.state).order_by(Event.id)]


async def test_what_the_board_let_through_is_taken_off_by_two_with_a_word_to_the_author() -> None:
    club = await a_club()
    author = Doer("Frau Demo", account_id=await a_member("verein@example.org", club))
    content = await some_content()
    event_id = await events.add_draft(club, content, author, NOW)
    await events.submit(event_id, content, author, NOW)
    await actions.let_through((await waits())[0], MEMBER, NOW)
    await take_off("Gymnastik im Sitzen")

    assert (await states(), await the_list()) == (["returned"], {})
    last = (await Mail.select(Mail.recipient, Mail.body).order_by(Mail.id))[-1]
    assert last["recipient"] == "verein@example.org"
    assert "Wir haben Zweifel an der Sicherheit. Wir rufen Sie an.\nEs gab Beschwerden." in last["body"]
    lines = (await history(events.subject_of(event_id)))[:2]
    assert [(line.words, line.who, line.reason) for line in lines] == [
        ("zurückgenommen", "Herr Beirat (vorgeschlagen von Frau Beirat)", UNSAFE.in_words),
        ("Rücknahme vorgeschlagen", "Frau Beirat", UNSAFE.in_words),
    ]


async def test_once_looked_at_the_whole_entry_goes_and_not_only_the_last_change() -> None:
    club = await a_proven_club()
    event_id = (await Event.select(Event.id).where(Event.title == "Treffen 0"))[0]["id"]
    await events.submit(event_id, await some_content(title="Rabatt-Turnen"), CLUB, NOW)
    await actions.look_at((await the_list())["Rabatt-Turnen"], MEMBER, NOW)
    await take_off("Rabatt-Turnen")
    assert sorted(await the_list()) == ["Treffen 1", "Treffen 2"]
    assert await states() == ["returned", "published", "published"]
    assert not await proven(club)


async def test_a_need_and_a_profile_are_taken_off_too(visitor: Visitor) -> None:
    club = await a_club()
    need_id = await a_public_need(club)
    await profiles.submit_profile(club, Profile("Wir turnen.", "", ()), CLUB, NOW)
    await profiles.let_through((await waits())[0], MEMBER, NOW)
    await take_off("Einkaufen für den Mittagstisch")
    await take_off("Demo-Turnverein Barbarossa")
    assert await Need.select(Need.state) == [{"state": "returned"}]
    assert (await visitor.get(f"/mitmachen/{await slug_of(need_id)}")).status == 404
    known = await organisation_by_slug("demo-turnverein-barbarossa")
    assert (await profile_of(known), await the_list()) == (Profile("", "", ()), {})

    # Its people read why, and have their text again.
    await sign_in(visitor, await a_responsible())
    await visitor.get("/verein/demo-turnverein-barbarossa/profil")
    assert "Wir rufen Sie an. Es gab Beschwerden." in visitor.page.text
    assert visitor.page.form("Speichern").value("text") == "Wir turnen."


async def test_a_text_that_the_office_has_written_is_taken_off_too() -> None:
    contact = ContactPerson("Frau Klang", "+496313654321", "")
    entry = Entry(Naming("Singkreis", OrganisationKind.INITIATIVE), contact, Profile("Wir singen.", "", ()))
    club = await add_organisation(NewOrganisation("k", entry), Doer("Herr Büro"), NOW)
    assert list(await the_list()) == ["Singkreis"]
    await profiles.put_right(club, replace(entry, profile=Profile("Jetzt kaufen!", "", ())), MEMBER, NOW)
    await take_off("Singkreis")
    assert await profile_of(await organisation_by_slug("singkreis")) == Profile("", "", ())


async def test_a_series_that_was_changed_from_a_day_on_goes_as_one() -> None:
    event_id = await a_published_event()
    later = local_day(NOW) + timedelta(days=40)
    change = SeriesChange(later, TUESDAYS_AT_TEN, 1, "Raum 3", "Umbau.")
    await series_versions.submit(event_id, change, CLUB, NOW)
    (series_version,) = await waits()
    await actions.let_through(series_version, MEMBER, NOW)
    assert await states() == ["published", "published"]
    with pytest.raises(Refused, match="Darüber hat schon jemand entschieden"):
        await propose_hiding(series_version, UNSAFE, FIRST, NOW)
    await take_off("Gymnastik im Sitzen")
    assert (await states(), await the_list()) == (["returned", "returned"], {})

    newest = (await Event.select(Event.id).order_by(Event.id))[-1]["id"]
    words = [line.words for line in await history_of(events.subject_of(newest))]
    assert words[:3] == ["zurückgenommen", "Rücknahme vorgeschlagen", "von einem Tag an geändert"]
    assert words[-3:] == ["freigegeben", "eingereicht", "als Entwurf gespeichert"]
    decisions = await decisions_in(local_day(NOW).replace(day=1))
    assert {one.organisation for one in decisions} == {"Demo-Turnverein Barbarossa"}


async def test_a_text_goes_back_and_the_new_dates_of_its_series_stay() -> None:
    club = await a_proven_club()
    event_id = await a_looked_at_event(club)
    await events.submit(event_id, await some_content(title="Rabatt-Turnen"), CLUB, NOW)
    later = local_day(NOW) + timedelta(days=40)
    change = SeriesChange(later, replace(TUESDAYS_AT_TEN, first_day=later), 1, "Raum 3", "Umbau.")
    await series_versions.submit(event_id, change, CLUB, NOW)
    await take_off("Rabatt-Turnen")
    newest = (await Event.objects().order_by(Event.id))[-1]
    content = content_of(newest)
    assert (newest.state, content.title, content.room) == ("published", "Gymnastik im Sitzen", "Raum 3")
    assert content.when == change.when


async def a_looked_at_event(club: int) -> int:
    event_id = await events.add_draft(club, await some_content(), CLUB, NOW)
    await events.submit(event_id, await some_content(), CLUB, NOW)
    await actions.look_at((await the_list())["Gymnastik im Sitzen"], MEMBER, NOW)
    return event_id


async def test_nobody_of_the_organisation_takes_it_off_or_proposes_it() -> None:
    club = await a_club()
    own = Doer("Frau Demo", account_id=await an_account("beirat2@example.org", Role.BOARD))
    await Membership.insert(Membership(organisation=club, account=own.account_id, role="maintainer"))
    await a_published_event(club)
    revision_id = (await the_list())["Gymnastik im Sitzen"]
    with pytest.raises(Refused, match="Sie gehören zu diesem Veranstalter"):
        await propose_hiding(revision_id, UNSAFE, own, NOW)
    await propose_hiding(revision_id, UNSAFE, FIRST, NOW)
    with pytest.raises(Refused, match="Sie gehören zu diesem Veranstalter"):
        await hide(revision_id, own, NOW)
    with pytest.raises(Refused, match="Darüber entscheidet bitte jemand anders"):
        await hide(revision_id, FIRST, NOW)
    assert await states() == ["published"]


async def test_it_can_be_proposed_again_when_something_new_is_known() -> None:
    await a_published_event()
    revision_id = (await the_list())["Gymnastik im Sitzen"]
    await propose_hiding(revision_id, UNSAFE, FIRST, NOW)
    await keep(revision_id, SECOND, NOW)
    await propose_hiding(revision_id, UNSAFE, FIRST, NOW)
    await hide(revision_id, SECOND, NOW)
    assert await states() == ["returned"]


async def test_who_is_signed_up_is_told_first() -> None:
    await a_sign_up(await a_published_event(terms=seats(5)))
    with pytest.raises(Refused, match="sind Menschen angemeldet"):
        await take_off("Gymnastik im Sitzen")
    assert await states() == ["published"]


async def test_what_a_person_let_through_needs_no_second_look() -> None:
    await a_published_event()
    with pytest.raises(Refused, match="Darüber hat schon jemand entschieden"):
        await actions.look_at((await the_list())["Gymnastik im Sitzen"], MEMBER, NOW)


async def test_the_list_is_searched_by_title_and_organisation_and_read_by_pages() -> None:
    await a_published_event(await a_club("Demo-Wanderfreunde"), title="Straßenfest")
    await a_published_event()
    assert list(await the_list()) == ["Gymnastik im Sitzen", "Straßenfest"]
    assert list(await the_list("wander")) == list(await the_list("STRASSEN")) == ["Straßenfest"]
    assert await public_list("", 2) == PublicList([], 2, more=False)


async def test_two_of_the_board_take_an_event_off_the_pages(visitor: Visitor) -> None:
    await a_published_event()
    await an_account("beirat2@example.org", Role.BOARD, "Herr Zweiter")
    await sign_in(visitor, await a_board_member())
    await visitor.click("Zu sehen")
    await visitor.submit("Suchen", suche="Turnen")
    assert "Wir haben nichts Passendes gefunden." in visitor.page.text
    await visitor.submit("Suchen", suche="gymnastik")
    await visitor.click("Gymnastik im Sitzen")
    assert visitor.page.heading == "Gymnastik im Sitzen: zu sehen"
    assert "Dieser Beitrag ist zu sehen." in visitor.page.text
    assert "Der ganze Beitrag verschwindet." in visitor.page.text
    assert "Freigeben" not in visitor.page.text
    await visitor.submit("Zurücknehmen vorschlagen", grund="unsafe", worte="Es gab Beschwerden.")
    assert (await visitor.get(EVENT_PAGE)).status == 200

    await sign_in(visitor, "beirat2@example.org")
    await visitor.click("Gymnastik im Sitzen")
    await visitor.submit("Zurücknehmen")
    assert "Der Beitrag ist zurückgenommen." in visitor.page.text
    assert (await visitor.get(EVENT_PAGE)).status == 404

    await sign_in(visitor, await a_responsible())
    assert "Es gab Beschwerden." in visitor.page.text
    await sign_in(visitor, await a_clerk())
    assert (await visitor.get("/beirat/zu-sehen")).status == 403


async def test_what_waited_goes_back_to_its_author_as_it_was_written() -> None:
    club, day = await a_club(), date(2027, 1, 20)
    event_id = await a_published_event(club)
    await events.submit(event_id, await some_content(title="Neuer Titel"), CLUB, NOW)
    wednesdays = replace(TUESDAYS_AT_TEN, first_day=day, weekdays=(2,))
    change = SeriesChange(day, wednesdays, await a_venue(), "", "Belegt.")
    await series_versions.submit(event_id, change, CLUB, NOW)

    await take_off("Gymnastik im Sitzen")

    assert await waits() == []
    own = await own_event(event_id, club)
    assert own.newest and (own.title, own.content.title, own.came_back, own.newest.note) == (
        "Neuer Titel",
        "Neuer Titel",
        True,
        "Es gab Beschwerden.",
    )
    who = "Herr Beirat (vorgeschlagen von Frau Beirat)"
    lines = [(line.words, line.who) for line in await history(events.subject_of(event_id))]
    assert lines[:2] == [("zurückgegeben", who), ("zurückgenommen", who)]
    assert len({call["script"] for call in await CallTask.select(CallTask.script)}) == 1
