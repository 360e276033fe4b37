"""What takes effect without the board: contact persons, always; everything else of a proven organisation."""

from dataclasses import replace

import pytest

from makers import CLUB, NOW, a_proven_club, a_published_event, some_content
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.desks.board.log import decisions_in, history_of
from mittendrin.events import actions as events
from mittendrin.events.content import content_from_json, content_of
from mittendrin.events.rules import Newcomers
from mittendrin.needs import actions as needs
from mittendrin.needs.content import need_from_json
from mittendrin.needs.rules import NeedContact
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.rules import Profile
from mittendrin.people.tables import Person
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations import series_versions
from mittendrin.registrations.series import SeriesChange
from mittendrin.volunteering.tables import HelpRequest
from needing import a_need_content, a_public_need, request_of

pytestmark = pytest.mark.usefixtures("database")

NEW_PERSON = Newcomers("Herr Neu", "+496990009077")
NEW_CONTACT = NeedContact("Herr Neu", "+496990009077", "neu@example.org")


async def acts(subject: str) -> list[str]:
    """Newest first."""
    return [line.act for line in await history(subject)]


async def test_whom_newcomers_ask_for_changes_at_once_name_and_number_while_the_rest_waits() -> None:
    event_id = await a_published_event()
    changed = await some_content(title="Gymnastik im Stehen", newcomers=NEW_PERSON)
    saved = await events.submit(event_id, changed, CLUB, NOW)

    assert (saved.public, saved.waits) == (True, True)
    assert content_of(await events.load(event_id)) == replace(await some_content(), newcomers=NEW_PERSON)
    waits = await waiting_content(events.subject_of(event_id))
    assert waits and content_from_json(waits[1]) == changed
    assert (await acts(events.subject_of(event_id)))[:2] == ["event.submitted", "event.contact_changed"]


@pytest.mark.parametrize("person", [replace(NEW_PERSON, phone="+496990009012"), Newcomers("Frau Demo", "")])
async def test_nothing_waits_when_only_the_person_of_an_event_changes(person: Newcomers) -> None:
    event_id = await a_published_event()
    subject = events.subject_of(event_id)
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), CLUB, NOW)
    saved = await events.submit(event_id, await some_content(newcomers=person), CLUB, NOW)

    assert (saved.public, saved.waits) == (True, False)
    assert content_of(await events.load(event_id)) == await some_content(newcomers=person)
    assert await waiting_content(subject) is None
    assert (await acts(subject))[:2] == ["event.withdrawn", "event.contact_changed"]


async def test_whom_volunteers_ask_changes_at_once_while_the_rest_waits() -> None:
    need_id = await a_public_need()
    changed = await a_need_content(title="Einkaufen mit dem Bus", contact=NEW_CONTACT)
    assert await needs.change(need_id, changed, CLUB, NOW) is False

    public = need_from_json((await needs.load(need_id)).content)
    assert public == await a_need_content(contact=NEW_CONTACT)
    request = await HelpRequest.select(HelpRequest.person).where(HelpRequest.id == await request_of(need_id))
    person = await Person.select(Person.name, Person.phone).where(Person.id == request[0]["person"])
    assert person == [{"name": "Herr Neu", "phone": "+496990009077"}]
    waits = await waiting_content(needs.subject_of(need_id))
    assert waits and need_from_json(waits[1]) == changed
    assert (await acts(needs.subject_of(need_id)))[:2] == ["need.submitted", "need.contact_changed"]


async def test_nothing_waits_when_only_the_person_of_a_need_changes() -> None:
    need_id = await a_public_need()
    subject = needs.subject_of(need_id)
    await needs.change(need_id, await a_need_content(title="Einkaufen mit dem Bus"), CLUB, NOW)
    assert await needs.change(need_id, await a_need_content(contact=NEW_CONTACT), CLUB, NOW) is True
    public = need_from_json((await needs.load(need_id)).content)
    assert public == await a_need_content(contact=NEW_CONTACT)
    assert await waiting_content(subject) is None
    assert (await acts(subject))[:2] == ["need.withdrawn", "need.contact_changed"]


async def test_what_a_proven_organisation_shows_at_once_stands_in_the_log_of_the_board() -> None:
    club = await a_proven_club()
    author = Doer("Frau Büro", on_behalf_of="Herrn Demo", remark="klang heiser")
    event_id = await events.add_draft(club, await some_content(), author, NOW)
    await events.submit(event_id, await some_content(), author, NOW)
    await needs.add(needs.Sheet(club, await a_need_content(), "key"), author, NOW)
    await submit_profile(club, Profile("Wir turnen.", "", ()), author, NOW)
    later = SeriesChange(local_day(NOW).replace(month=3), (await some_content()).when, 1, "", "Umbau.")
    await series_versions.submit(event_id, later, author, NOW)

    at_once = "sofort zu sehen"
    lines = await decisions_in(local_day(NOW).replace(day=1))
    assert [(one.title, one.who) for one in lines if one.words == at_once] == [
        ("Gymnastik im Sitzen", "Frau Büro für Herrn Demo"),
        ("Einkaufen für den Mittagstisch", "Frau Büro für Herrn Demo"),
        ("Demo-Turnverein Barbarossa", "Frau Büro für Herrn Demo"),
        ("Gymnastik im Sitzen", "Frau Büro für Herrn Demo"),
    ]
    newest = (await history_of(events.subject_of(event_id)))[1]
    assert (newest.words, newest.who) == (at_once, "Frau Büro für Herrn Demo")
