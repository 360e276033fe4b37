"""The application put together: the one place where everything is named."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time
from time import monotonic
from typing import Any

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import NotAuthorizedException
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin
from litestar.types import ControllerRouterHandler

from mittendrin.accounts import pages as accounts
from mittendrin.accounts.actions import Gate
from mittendrin.accounts.passwords import Passwords
from mittendrin.accounts.rules import Actor
from mittendrin.accounts.sessions import load_actor
from mittendrin.barriers import pages as barriers
from mittendrin.calendars import pages as calendars
from mittendrin.calendars.queries import write_ahead
from mittendrin.callbacks import pages as callbacks
from mittendrin.core.clock import Clock, system_clock
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.desks.board import overdue_pages
from mittendrin.desks.board import pages as board
from mittendrin.desks.club import absence_pages as club_absences
from mittendrin.desks.club import call_pages as club_calls
from mittendrin.desks.club import change_pages as club_changes
from mittendrin.desks.club import date_pages as club_dates
from mittendrin.desks.club import (
    event_pages,
    need_drafts,
    need_pages,
    overview_pages,
    ride_pages,
    series_pages,
    venue_pages,
)
from mittendrin.desks.office import account_pages as office_accounts
from mittendrin.desks.office import club_change_pages as office_changes
from mittendrin.desks.office import organisation_end_pages
from mittendrin.desks.office import organisation_pages as office_organisations
from mittendrin.desks.office import pages as office
from mittendrin.desks.office import protocol_pages as office_protocol
from mittendrin.desks.office import report_pages as office_reports
from mittendrin.desks.office import ride_pages as office_rides
from mittendrin.desks.office.helping import routers as office_helping
from mittendrin.desks.visitor import organisation_pages
from mittendrin.desks.visitor import pages as visitor
from mittendrin.engagements import answer_pages
from mittendrin.engagements import hours_pages as engagement_hours
from mittendrin.engagements import moving_pages as moved_visits
from mittendrin.engagements import pages as engagements
from mittendrin.events import pages as events
from mittendrin.events.calendar_parts import PartShelf
from mittendrin.incidents import pages as incidents
from mittendrin.jobs.loop import Loop
from mittendrin.needs import pages as needs
from mittendrin.organisations import pages as organisations
from mittendrin.outbox.queries import mails_can_be_read, outbox_age
from mittendrin.places.queries import city_profile, hours_of
from mittendrin.programme import pages as programme
from mittendrin.registrations import pages as registrations
from mittendrin.rides import pages as rides
from mittendrin.settings import Settings
from mittendrin.texts import pages as texts
from mittendrin.volunteering import asking_again_pages, searching_again_pages
from mittendrin.volunteering import pages as volunteering
from mittendrin.volunteering.drafting import Drafts
from mittendrin.web.assets import serve_asset
from mittendrin.web.errors import exception_handlers
from mittendrin.web.health import health_route
from mittendrin.web.letter_size import choose_size
from mittendrin.web.numbers import refuse_unknown_numbers
from mittendrin.web.shell import Shell, create_shell
from mittendrin.web.site import NOBODY, Site, bring_site

LARGEST_BODY = 1_000_000
SITE_KEPT_SECONDS = 1.0

ROUTES: list[ControllerRouterHandler] = [
    serve_asset,
    choose_size,
    accounts.router,
    barriers.router,
    callbacks.router,
    board.router,
    club_absences.router,
    club_calls.router,
    club_changes.date_router,
    club_changes.event_router,
    club_dates.router,
    calendars.router,
    event_pages.router,
    event_pages.for_the_office,
    need_drafts.router,
    need_pages.router,
    ride_pages.router,
    overview_pages.router,
    series_pages.router,
    venue_pages.router,
    events.router,
    office.router,
    office_accounts.router,
    *office_changes.routers,
    office_organisations.router,
    organisation_end_pages.router,
    office_protocol.router,
    office_reports.router,
    *office_helping.routers,
    incidents.router,
    overdue_pages.router,
    *organisations.routers,
    organisation_pages.router,
    needs.router,
    programme.router,
    registrations.router,
    rides.router,
    office_rides.router,
    texts.router,
    visitor.router,
    *volunteering.routers,
    answer_pages.router,
    engagements.router,
    engagement_hours.router,
    moved_visits.router,
    asking_again_pages.router,
    searching_again_pages.router,
]


def create_app(settings: Settings, clock: Clock = system_clock, passwords: Passwords | None = None) -> Shell:
    """Tests give their own clock and cheaper passwords."""
    return create_shell(create_litestar(settings, clock, passwords or Passwords()), settings)


class Application(Litestar):
    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        """Without those for pydantic: it is only here for Piccolo, nothing of ours uses it, and importing it is a
        fifth of the start.
        """
        return [*plugins, MsgspecDIPlugin()]


def create_litestar(settings: Settings, clock: Clock, passwords: Passwords) -> Litestar:
    return Application(
        route_handlers=[*ROUTES, health_route(mails_can_be_read, lambda: outbox_age(clock()))],
        dependencies={
            "now": Provide(_now, sync_to_thread=False),
            "gate": Provide(_gate, sync_to_thread=False),
            "actor": Provide(_actor),
        },
        state=fresh_state(settings, clock, passwords),
        before_request=_begin,
        exception_handlers={**exception_handlers(), NotAuthorizedException: accounts.ask_to_sign_in},
        lifespan=[_database, _jobs, _feeds],
        openapi_config=None,
        # Litestar's own starts a thread for each application and lets every library speak.
        logging_config=None,
        request_max_body_size=LARGEST_BODY,
    )


def fresh_state(settings: Settings, clock: Clock, passwords: Passwords) -> State:
    """All that an application knows and keeps; the rest of it is the same for ever."""
    return State(
        {
            "settings": settings,
            "clock": clock,
            "gate": Gate(passwords, settings.secret, settings.base_url),
            "load_site": site_loader(settings.base_url),
            "site": NOBODY,
            "calendar_parts": PartShelf(),
            "drafts": Drafts(),
        }
    )


async def _begin(request: Request[Any, Any, Any]) -> None:
    refuse_unknown_numbers(request)
    await bring_site(request)


def _now(state: State) -> datetime:
    now: datetime = state.clock()
    return now


def _gate(state: State) -> Gate:
    gate: Gate = state.gate
    return gate


async def _actor(request: Request[Any, Any, Any]) -> Actor | None:
    return await load_actor(request)


@asynccontextmanager
async def _database(_: Litestar) -> AsyncIterator[None]:
    await open_pool()
    try:
        yield
    finally:
        await close_pool()


@asynccontextmanager
async def _jobs(app: Litestar) -> AsyncIterator[None]:
    """In every server process; the lease says which of them works."""
    loop = Loop(app.state.settings, app.state.clock)
    loop.start()
    try:
        yield
    finally:
        await loop.stop()


@asynccontextmanager
async def _feeds(app: Litestar) -> AsyncIterator[None]:
    """In every server process, beside its first answers."""
    state = app.state
    ahead = write_ahead(state.calendar_parts, state.settings.base_url, state.clock())
    writing = asyncio.create_task(ahead)
    try:
        yield
    finally:
        writing.cancel()
        # Trouble with the database is told by whoever asks for a feed.
        await asyncio.gather(writing, return_exceptions=True)


def site_loader(base_url: str) -> Callable[[], Awaitable[Site]]:
    """Every request shows the office; it is read again when what is known is a second old."""
    known: Site | None = None
    read_at = 0.0

    async def load_site() -> Site:
        nonlocal known, read_at
        if known is None or monotonic() - read_at > SITE_KEPT_SECONDS:
            known, read_at = await site_of_office(base_url), monotonic()
        return known

    return load_site


async def site_of_office(base_url: str) -> Site:
    profile = await city_profile()
    if profile is None:
        return Site(city="", office_name="", office_phone="", hours=(), base_url=base_url)
    hours = hours_of(profile)
    return Site(
        city=profile.city,
        office_name=profile.office_name,
        office_phone=profile.phone,
        hours=tuple(
            tuple(
                (time.fromisoformat(start), time.fromisoformat(end)) for start, end in hours.get(str(day), [])
            )
            for day in range(7)
        ),
        base_url=base_url,
        sample_data=profile.sample_data,
        area_code=profile.area_code,
    )
