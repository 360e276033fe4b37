"""Whatever people do in whatever order: seats and waiting lists are what the oracle says."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import databases
from databases import Database
from makers import (
    BOARD,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    a_wish,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.core.refusal import Refused
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.events.actions import subject_of
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations import absences, actions, queries, versions
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from registrations.oracle import WHOLE, Entry, Oracle

FOUR_TUESDAYS = replace(TUESDAYS_AT_TEN, until=date(2027, 2, 2))
TEMPLATE: list[Database] = []
parties = st.integers(1, 4)
some = st.integers(0, 30)


@pytest.fixture(autouse=True)
def template(tmp_path: Path) -> None:
    TEMPLATE[:] = [databases.sqlite_template(tmp_path)]


class Seats(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        databases.use(databases.copy_of(TEMPLATE[0], self.folder))
        self.runner = asyncio.Runner()
        self.run(open_pool())

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    def teardown(self) -> None:
        self.run(close_pool())
        self.runner.close()
        shutil.rmtree(self.folder)

    @initialize(number=st.integers(1, 6))
    def begin(self, number: int) -> None:
        self.terms = seats(number, SignUpMode.REGULAR)
        self.event = self.run(a_published_event(terms=self.terms, when=FOUR_TUESDAYS))
        # The dates far ahead: what happens in the last 24 hours has tests of its own.
        self.dates = self.run(occurrence_ids(self.event))[2:4]
        self.oracle = Oracle(number, self.dates)

    def registration(self, entry: Entry) -> RegistrationView:
        found: RegistrationView = self.run(queries.by_id(entry.number))
        return found

    @rule(which=st.integers(0, 2), party=parties)
    def sign_up(self, which: int, party: int) -> None:
        target = [WHOLE, *self.dates][which]
        number = len(self.oracle.entries) + 1
        expected = self.oracle.sign_up(number, target, party)
        try:
            wish = a_wish(f"Demo-Person {number}", party)
            status = self.run(actions.sign_up(Target(self.event, target), wish, CLUB, NOW)).status.value
        except Refused:
            status = None
        assert status == expected

    @precondition(lambda self: self.oracle.entries)
    @rule(which=some)
    def sign_off(self, which: int) -> None:
        entry = self.oracle.entries[which % len(self.oracle.entries)]
        self.run(actions.sign_off(self.registration(entry), CLUB, NOW))
        self.oracle.end(entry, "signed_off", ("confirmed", "waiting", "offered"))

    @precondition(lambda self: self.oracle.entries)
    @rule(which=some)
    def decline(self, which: int) -> None:
        entry = self.oracle.entries[which % len(self.oracle.entries)]
        self.run(actions.decline_offer(self.registration(entry), CLUB, NOW))
        self.oracle.end(entry, "declined", ("offered",))

    @precondition(lambda self: self.oracle.entries)
    @rule(which=some)
    def expire(self, which: int) -> None:
        entry = self.oracle.entries[which % len(self.oracle.entries)]
        self.run(actions.expire_offer(self.registration(entry), CLUB, NOW))
        self.oracle.end(entry, "expired", ("offered",))

    @precondition(lambda self: self.oracle.entries)
    @rule(which=some)
    def accept(self, which: int) -> None:
        entry = self.oracle.entries[which % len(self.oracle.entries)]
        assert self.allowed(actions.accept_offer(self.registration(entry), CLUB, NOW)) == self.oracle.accept(
            entry
        )

    @precondition(lambda self: self.regulars())
    @rule(which=some, day=st.integers(0, 1))
    def leave_free(self, which: int, day: int) -> None:
        entry = self.regulars()[which % len(self.regulars())]
        self.run(absences.leave_free(self.registration(entry), self.dates[day], CLUB, NOW))
        if self.dates[day] not in entry.absent:
            self.oracle.leave_free(entry, self.dates[day])

    @precondition(lambda self: self.regulars())
    @rule(which=some, day=st.integers(0, 1))
    def come_after_all(self, which: int, day: int) -> None:
        entry = self.regulars()[which % len(self.regulars())]
        work = absences.come_after_all(self.registration(entry), self.dates[day], CLUB, NOW)
        assert self.allowed(work) == self.oracle.come_after_all(entry, self.dates[day])

    @rule(more=st.integers(-2, 3))
    def change_seats(self, more: int) -> None:
        number = self.oracle.seats + more
        if number < 1:
            return
        fits = all(taken <= number for _target, taken, _waiting in self.oracle.counts())
        assert self.allowed(self._publish(number)) == fits
        if fits:
            self.oracle.raise_seats(number)

    async def _publish(self, number: int) -> None:
        content = await some_content(terms=replace(self.terms, seats=number), when=FOUR_TUESDAYS)
        saved = await versions.submit(self.event, content, CLUB, NOW)
        waiting = await waiting_content(subject_of(self.event))
        # The versions of a proven organisation are public at once.
        assert saved.waits == (waiting is not None)
        if waiting:
            await versions.let_through(waiting[0], BOARD, NOW)

    def regulars(self) -> list[Entry]:
        return [one for one in self.oracle.entries if one.target is WHOLE and one.status == "confirmed"]

    def allowed(self, work: Coroutine[Any, Any, Any]) -> bool:
        try:
            self.run(work)
        except Refused:
            return False
        return True

    @invariant()
    def everything_is_as_the_oracle_says(self) -> None:
        if hasattr(self, "oracle"):
            assert self.run(self._statuses()) == self.oracle.statuses()
            assert self.run(self._counts()) == list(self.oracle.counts())

    async def _statuses(self) -> list[str]:
        rows = await Registration.select(Registration.status).order_by(Registration.id)
        return [row["status"] for row in rows]

    async def _counts(self) -> list[tuple[int | None, int, int]]:
        event = await Event.select(Event.taken, Event.waiting).where(Event.id == self.event).first()
        rows = await Occurrence.select().where(Occurrence.id.is_in(self.dates)).order_by(Occurrence.id)
        assert event
        dates = [(row["id"], row["taken"], row["waiting"]) for row in rows]
        return [(WHOLE, event["taken"], event["waiting"]), *dates]


Seats.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestSeats = Seats.TestCase
