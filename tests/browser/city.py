"""The sample city behind a real server, and what tests need to reach its pages: who is signed in, which links wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page

import databases
from browser.asked_again import a_resting_request, an_old_offer
from city_app import PASSING
from databases import Database
from engagement_makers import a_call_about_visits, a_coming_visit, some_hours
from makers import CLUB as CLUB_DOER
from makers import (
    NOW,
    a_club,
    a_member,
    an_account,
    an_engagement,
    some_content,
)
from mittendrin.accounts.invitations import Invitee, invite
from mittendrin.accounts.rules import LinkPurpose, Role
from mittendrin.accounts.sessions import start_session
from mittendrin.accounts.tables import Account, AccountLink
from mittendrin.audit.rules import Doer
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.desks.board.hiding import propose_hiding
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.tables import Visit
from mittendrin.events.actions import add_draft, submit
from mittendrin.events.queries import coming_dates
from mittendrin.events.tables import Event
from mittendrin.incidents.actions import report_incident
from mittendrin.incidents.rules import Report
from mittendrin.needs.tables import Need
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.rules import Profile
from mittendrin.organisations.tables import Organisation
from mittendrin.outbox.tables import Mail
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Side as RideSide
from mittendrin.settings import settings
from mittendrin.volunteering.grid import WHOLE_WEEK
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from needing import a_submitted_need
from people import link_to
from reports import a_barrier_report
from riding import NEEDS_A_RIDE, a_ride, a_rider
from servers import served

CLUB, OFFICE, BOARD, VISITOR = "verein", "buero", "beirat", ""
_PLAIN = httpx.Client()
# Not of the sample: has set up a second factor.
TWICE_SAFE = "doppelt"


@dataclass(frozen=True)
class City:
    """`sessions` by whom they belong to; `words` stand for {names} in addresses."""

    address: str
    sessions: dict[str, str]
    words: dict[str, str]

    def open(self, page: Page, path: str, who: str = VISITOR) -> None:
        if who:
            page.context.add_cookies([{"name": "sitzung", "value": self.sessions[who], "url": self.address}])
        page.goto(self.address + path.format(**self.words))

    def time_passes(self, seconds: int = 30) -> datetime:
        """Nobody fills in a form in no time, and the check page knows it. Gives the time that it is then."""
        # A client for each would read all certificates of the machine each time.
        answer = _PLAIN.post(f"{self.address}{PASSING}/{seconds}").raise_for_status()
        return datetime.fromisoformat(answer.text)


@contextmanager
def prepared_city(made: Database, folder: Path) -> Iterator[City]:
    """`made` holds the sample city; what only the browser looks for comes beside it."""
    databases.use(made)
    sessions, words = databases.outside_the_loop(_settled())
    environment = {
        "MITTENDRIN_DATABASE": made.address,
        "MITTENDRIN_DATA": str(folder),
        # Links that were signed here are opened there.
        "MITTENDRIN_SECRET": settings().secret.decode(),
    }
    with served("city_app:city_app", environment) as address:
        yield City(address, sessions, words)


async def _settled() -> tuple[dict[str, str], dict[str, str]]:
    await open_pool()
    try:
        words = await _links()
        await _a_letter_that_came_back()
        # The clubs of the sample have proven themselves; this one's entries still wait for the board.
        await a_member("neuling@example.org", await a_club("Demo-Singkreis am Kamin"))
        await an_account(f"{TWICE_SAFE}@example.org", Role.BOARD)
        return {who: await _session_of(who) for who in (CLUB, OFFICE, BOARD, TWICE_SAFE)}, words
    finally:
        await close_pool()


async def _links() -> dict[str, str]:
    return {
        "change": await _a_change_that_waits(),
        "profile": await _a_profile_that_waits(),
        "hiding": await _a_hiding_that_waits(),
        "regular": await _a_regular_place(),
        "reset": await _a_lasting_link("verein@example.org", LinkPurpose.RESET),
        "sign_in": await _a_lasting_link("verein2@example.org", LinkPurpose.SIGN_IN),
        "report": await a_barrier_report(),
        "invitation": await _invitation("neu@example.org"),
        "joining": await _invitation("verein2@example.org"),
        **await _a_proposal(),
        **await _needs(),
        **await _a_ride(),
        "shown_request": await _a_request_that_may_be_shown(),
        "open_request": await _a_request("open"),
        "meeting": await _an_engagement("first_meeting"),
        **await _engagements(),
        "unsafe": await _an_incident(),
    }


async def _a_lasting_link(email: str, purpose: LinkPurpose) -> str:
    """Every form that is sent here takes half a minute: together longer than a link lasts."""
    token = await link_to(email, purpose)
    await AccountLink.update({AccountLink.expires_at: NOW + timedelta(days=1)}, force=True)
    return token


async def _a_proposal() -> dict[str, str]:
    asked = await Proposal.select(Proposal.id).where(Proposal.status == "asked_volunteer").first()
    assert asked
    view = await by_id(asked["id"], Side.VOLUNTEER)
    return {"proposal": view.path, "asked": str(view.id)}


async def _an_engagement(status: str) -> str:
    found = await Engagement.select(Engagement.id).where(Engagement.status == status).first()
    assert found
    return str(found["id"])


async def _engagements() -> dict[str, str]:
    """Pages of both sides, and a visit for which somebody is missing."""
    missing = await Visit.select(Visit.id).where(Visit.state == "helper_cannot").first()
    running, ended = await _an_engagement("running"), await _an_engagement("ended")
    assert missing
    await some_hours(int(running))
    # So that somebody is there who could come instead.
    easy: dict[Any, Any] = {Offer.times: WHOLE_WEEK, Offer.reach_km: 20, Offer.most_people: 9}
    await Offer.update(easy, force=True)
    return {
        "old_offer": await an_old_offer(),
        "resting_request": await a_resting_request(),
        "running": running,
        "helper": (await pair(int(running))).path(Side.VOLUNTEER),
        "asker": (await pair(int(running))).path(Side.REQUESTER),
        "over": (await pair(int(ended))).path(Side.REQUESTER),
        "missing": str(missing["id"]),
        "coming": str(await a_coming_visit(int(running))),
        "agreed": await _a_proposal_of(int(running)),
        "visits_call": str(await a_call_about_visits(int(running))),
    }


async def _a_proposal_of(engagement: int) -> str:
    row = await Engagement.select(Engagement.proposal).where(Engagement.id == engagement).first()
    assert row
    return str(row["proposal"])


async def _a_ride() -> dict[str, str]:
    """Two who are asked, and one more who needs a ride, on a date that nobody else here signs up for."""
    event = await Event.select(Event.id).where(Event.slug == "gymnastik-im-sitzen").first()
    assert event
    date = (await coming_dates(event["id"], NOW))[2].occurrence_id
    pair = await a_ride(event["id"], date)
    await a_rider(Target(event["id"], date), "Demo-Person Nachbar", NEEDS_A_RIDE)
    rides = f"/verein/demo-turnverein-barbarossa/termine/{date}/mitfahrten"
    return {
        "ride": (await pair_of(pair, RideSide.GIVER, NOW)).path,
        "rides": rides,
        "office_rides": f"/buero/im-auftrag/{date}/mitfahrten",
    }


async def _needs() -> dict[str, str]:
    """A public one of the sample, its request, and the version that waits of a club that is not proven."""
    need = await Need.select(Need.slug, Need.request).first()
    assert need
    _need, version = await a_submitted_need(await a_club("Demo-Singkreis am Kamin"), title="Noten austeilen")
    return {"need": need["slug"], "need_request": str(need["request"]), "need_version": str(version)}


async def _a_request_that_may_be_shown() -> str:
    found = await HelpRequest.select(HelpRequest.id).where(
        HelpRequest.status == "open", HelpRequest.may_be_public.eq(True)
    )
    assert found
    return str(found[0]["id"])


async def _an_incident() -> str:
    """One waits for the lead; another one can be reported here, about somebody whom no other page shows."""
    somebody = await find_or_add(Contact("Demo-Person Vorfall", phone="+491713920038"), NOW)
    await report_incident(Report(somebody, "Es fehlt Geld.", "Demo-Tochter"), CLUB_DOER, NOW)
    engagement, _proposal = await an_engagement()
    return (await pair(engagement)).path(Side.REQUESTER)


async def _a_request(status: str) -> str:
    found = await HelpRequest.select(HelpRequest.id).where(HelpRequest.status == status).first()
    assert found
    return str(found["id"])


async def _a_change_that_waits() -> str:
    """So long that the office may decide, too."""
    revision = await Revision.select(Revision.id).where(Revision.state == "submitted").first()
    assert revision
    await Revision.update({Revision.submitted_at: NOW - timedelta(days=9)}).where(
        Revision.id == revision["id"]
    )
    return str(revision["id"])


async def _a_profile_that_waits() -> str:
    club = await _organisation("Demo-Wanderfreunde Humberg")
    text = Profile("Wir wandern bei jedem Wetter.", "https://wandern.example.org", ())
    await submit_profile(club, text, CLUB_DOER, NOW)
    waiting = await Revision.select(Revision.id).order_by(Revision.id, ascending=False).first()
    assert waiting
    return str(waiting["id"])


async def _a_hiding_that_waits() -> str:
    """Another member of the board wants taken back what a proven organisation has published."""
    content = await some_content(title="Rabatt-Tag")
    event_id = await add_draft(await _organisation("Demo-Turnverein Barbarossa"), content, CLUB_DOER, NOW)
    await submit(event_id, content, CLUB_DOER, NOW)
    newest = await Revision.select(Revision.id).order_by(Revision.id, ascending=False).first()
    assert newest
    by = Doer("Herr Zweiter", account_id=901)
    await propose_hiding(newest["id"], Objection(Reason.ADVERTISING, "Bitte ohne Preise."), by, NOW)
    return str(newest["id"])


async def _a_regular_place() -> str:
    reg = Registration
    mine = await reg.select(reg.id).where(reg.event.mode == "regular", reg.status == "confirmed").first()
    assert mine
    return str(mine["id"])


async def _invitation(email: str) -> str:
    club = "Demo-Turnverein Barbarossa"
    invitee = Invitee(email, "Frau Neu", Role.NONE, club, await _organisation(club), "maintainer")
    return (await invite(invitee, CLUB_DOER, NOW)).rsplit("/", maxsplit=1)[-1]


async def _organisation(name: str) -> int:
    found = await Organisation.select(Organisation.id).where(Organisation.name == name).first()
    assert found
    return int(found["id"])


async def _a_letter_that_came_back() -> None:
    newest = await Mail.select(Mail.id).order_by(Mail.id, ascending=False).first()
    assert newest
    refused = {Mail.state: "dead", Mail.attempts: 9, Mail.last_error: "550 No such person"}
    await Mail.update(refused).where(Mail.id == newest["id"])


async def _session_of(who: str) -> str:
    account = await Account.select(Account.id).where(Account.email == f"{who}@example.org").first()
    assert account
    return await start_session(account["id"], NOW)
