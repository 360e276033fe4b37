"""Every route of the application × every role, on own and on foreign things. The table is in tests/authorization.py."""

import html
import itertools
import os
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from litestar.routes import HTTPRoute

import databases
from app_fixtures import StandingClock
from authorization import BELONGS_TO_NOTHING, EVERYBODY, MATRIX, NOBODY, OF_NOBODY, OWING
from databases import KINDS, Database
from makers import cheap_passwords
from mittendrin.app import create_litestar
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.database.transactions import transaction
from mittendrin.settings import Settings
from mittendrin.web.asgi import ASGIApp
from visitor import ORIGIN
from world import World, a_world

ALLOWED, SIGN_IN, FORBIDDEN, NOT_THERE = "allowed", "sign in", "forbidden", "not there"
SECOND_FACTOR_FIRST = "second factor first"
DOORS = {"/zugang": SIGN_IN, "/zugang/zweiter-schritt": SECOND_FACTOR_FIRST}
NETWORKS = itertools.cycle(range(0x10000))
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
SERVICE = " – Mittendrin Kaiserslautern"


def routes_of_the_application() -> set[str]:
    settings = Settings("sqlite:///none", Path(), ORIGIN, b"x" * 32, None, 1)
    app = create_litestar(settings, StandingClock(), cheap_passwords())
    return {
        f"{method} {route.path_format}"
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
        if method not in {"OPTIONS", "HEAD"}
    }


def test_every_route_has_a_row() -> None:
    missing = sorted(routes_of_the_application() - set(MATRIX))
    assert not missing, f"Say in MATRIX of tests/authorization.py who may call {missing}"


def test_every_row_has_a_route() -> None:
    gone = sorted(set(MATRIX) - routes_of_the_application())
    assert not gone, f"Nothing answers any more; take out of MATRIX in tests/authorization.py: {gone}"


@dataclass(frozen=True)
class Town:
    """Made once for each engine, because no call may find what another one left behind."""

    database: Database
    world: World


@pytest.fixture(scope="session", params=KINDS)
def town(
    request: pytest.FixtureRequest,
    templates: Callable[[str], Database],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Town]:
    template = templates(request.param)
    if template.kind == "sqlite":
        made = databases.copy_of(template, tmp_path_factory.mktemp("town"))
    else:
        made = databases.fresh_on_server(template, f"mittendrin_town_{os.getpid()}")
    databases.use(made)
    world = databases.outside_the_loop(_settled())
    if made.kind == "sqlite":
        databases.settle(made)
    yield Town(made, world)
    if made.kind == "postgres":
        databases.drop_postgres(made)


async def _settled() -> World:
    await open_pool()
    try:
        return await a_world()
    finally:
        await close_pool()


@pytest.fixture
async def database(town: Town) -> AsyncIterator[Database]:
    databases.use(town.database)
    await open_pool()
    yield town.database
    await close_pool()


class TakenBack(Exception):
    pass


@asynccontextmanager
async def leaving_nothing() -> AsyncIterator[None]:
    """Whatever happens within, the next one finds the town as it was."""
    with suppress(TakenBack):
        async with transaction():
            yield
            raise TakenBack


@pytest.mark.parametrize("route", MATRIX)
async def test_who_may_call(route: str, town: Town, app: ASGIApp) -> None:
    """Own things only: whoever may call a route finds the thing there, or else it proves nothing."""
    found: dict[str, str] = {}
    for who in EVERYBODY:
        async with leaving_nothing():
            found[who] = outcome(await _call(app, route, town.world.own, town.world.sessions.get(who)))
    assert found == {who: expected(route, who) for who in EVERYBODY}


def within(route: str) -> list[str]:
    """The things that stand in an address behind something that they belong to."""
    things = [name for name in re.findall(r"{(\w+)}", route) if name not in OF_NOBODY]
    return [name for name in things[1:] if name not in BELONGS_TO_NOTHING]


FOREIGN = [pytest.param(route, thing, id=f"{route} {thing}") for route in MATRIX for thing in within(route)]


@pytest.mark.parametrize(("route", "thing"), FOREIGN)
async def test_nobody_reaches_foreign_things_through_the_own_address(
    route: str, thing: str, town: Town, app: ASGIApp
) -> None:
    """Each of the things in turn is one of somebody else."""
    world = town.world
    assert world.own[thing] != world.foreign[thing], f"{{{thing}}} has to be two things in tests/world.py"
    values = world.own | {thing: world.foreign[thing]}
    found = {
        who: outcome(await _call(app, route, values, world.sessions.get(who)))
        for who in sorted(MATRIX[route])
    }
    assert set(found.values()) <= {NOT_THERE, FORBIDDEN}, found


SIGNED = [route for route in MATRIX if "{signed}" in route]


@pytest.mark.parametrize("route", SIGNED)
async def test_the_signature_of_one_thing_opens_no_other(route: str, town: Town, app: ASGIApp) -> None:
    world = town.world
    signatures = {name: value for name, value in world.foreign.items() if name.endswith("signed")}
    foreign = next(iter(signatures.values()))
    values = world.own | {name: foreign for name in world.own if name.endswith("signed")}
    found = {who: outcome(await _call(app, route, values, world.sessions.get(who))) for who in EVERYBODY}
    assert set(found.values()) == {NOT_THERE}, found


async def test_every_page_has_a_title_of_its_own(town: Town, app: ASGIApp) -> None:
    """Whoever has many windows open, or hears only the title, knows where they are."""
    world = town.world
    titles: dict[str, set[str]] = defaultdict(set)
    # A letter has its subject for a title, whichever way leads to it.
    for route in (one for one in MATRIX if one.startswith("GET ") and not one.endswith("/brief")):
        who = sorted(MATRIX[route])[0]
        answer = await _call(app, route, world.own, world.sessions.get(who))
        if answer.is_success and (shown := TITLE.search(answer.text)):
            titles[html.unescape(shown[1])].add(route)
    assert {title: routes for title, routes in titles.items() if len(routes) > 1} == {}
    assert all(title.endswith(SERVICE) for title in titles)


def expected(route: str, who: str) -> str:
    if who in MATRIX[route]:
        return ALLOWED
    if who in NOBODY:
        return SIGN_IN
    return SECOND_FACTOR_FIRST if who == OWING else FORBIDDEN


def outcome(answer: httpx.Response) -> str:
    if answer.status_code == 303 and (door := DOORS.get(answer.headers["location"].split("?")[0])):
        return door
    known = {403: FORBIDDEN, 404: NOT_THERE}
    if answer.status_code < 400 or answer.status_code == 422:
        return ALLOWED
    return known.get(answer.status_code, f"{answer.status_code}")


async def _call(app: ASGIApp, route: str, values: dict[str, str], session: str | None) -> httpx.Response:
    method, path = route.split(" ")
    cookie = {"cookie": f"__Host-sitzung={session}"} if session else {}
    headers = {"sec-fetch-site": "same-origin", **cookie}
    # Each from a network of its own, or else a limit would answer instead of the guard.
    transport = httpx.ASGITransport(app, client=(f"2001:db8:{next(NETWORKS):x}::1", 443))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        return await client.request(method, _filled(path, values), headers=headers)


def _filled(path: str, values: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        before, name = found.groups()
        known = values.get(f"{before}.{name}", values.get(name))
        assert known, f"Say in `_things_of` of tests/world.py what {{{name}}} in {path} stands for"
        return f"{before}/{known}"

    # The word before a placeholder may be another placeholder, so one after the other is filled in.
    while "{" in path:
        path = re.sub(r"([\w-]*)/\{(\w+)\}", value, path, count=1)
    return path
