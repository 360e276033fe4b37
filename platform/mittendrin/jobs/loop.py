"""The task in each server process that does what is due, in the one process that holds the lease."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from mittendrin.core.clock import Clock
from mittendrin.jobs.daily import DailyJobs, throw_files_away
from mittendrin.jobs.expiring import expire_offers
from mittendrin.jobs.lease import LASTS, LOOP, give_lease_back, new_holder, take_lease
from mittendrin.jobs.passing import let_calls_pass
from mittendrin.jobs.post_office import deliver_round
from mittendrin.people.copies import copy_to_relatives
from mittendrin.rides.upkeep import settle_pairs
from mittendrin.settings import Settings

logger = logging.getLogger("mittendrin.jobs")

LOOK_EVERY = 2.0
LOOK_AGAIN_AFTER_TROUBLE = 15.0
A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)
GOODBYE_WITHIN = 2.0


class Loop:
    """`turn` does all that is due at one moment; `start` and `stop` belong to the lifespan of the app."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._holder = new_holder()
        self._ours_until: datetime | None = None
        self._minute_at: datetime | None = None
        self._files_at: datetime | None = None
        self._daily = DailyJobs()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """The next process goes on at once."""
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        if self._ours_until is None:
            return
        try:
            async with asyncio.timeout(GOODBYE_WITHIN):
                await give_lease_back(LOOP, self._holder, self._clock())
        except Exception as error:
            logger.warning("The lease could not be given back: %s", type(error).__name__)

    async def turn(self) -> bool:
        """Answers whether all went well. A job in trouble never keeps the others from their work."""
        went_well = True
        for step in (self._deliver, self._do_each_minute, self._do_daily_jobs, self._throw_files_away):
            try:
                if await self.is_ours():
                    await step()
            except Exception:
                # The database may be away: the pages say so, and we come back.
                logger.exception("A turn of the jobs failed.")
                self._ours_until, went_well = None, False
        return went_well

    async def _deliver(self) -> None:
        while (await deliver_round(self._settings, self._clock())).any and await self.is_ours():
            pass

    async def _do_daily_jobs(self) -> None:
        await self._daily.run_due(self._clock(), self.is_ours)

    async def is_ours(self) -> bool:
        """Asks the database only when the lease is gone or half over."""
        now = self._clock()
        if self._ours_until is None or self._ours_until - now < LASTS / 2:
            self._ours_until = await take_lease(LOOP, self._holder, now)
        return self._ours_until is not None

    async def _do_each_minute(self) -> None:
        now = self._clock()
        if self._minute_at is None or now - self._minute_at >= A_MINUTE:
            await expire_offers(now)
            await settle_pairs(now)
            await copy_to_relatives(now)
            await let_calls_pass(now)
            self._minute_at = now

    async def _throw_files_away(self) -> None:
        """A new process looks once more."""
        now = self._clock()
        if self._files_at is None or now - self._files_at >= A_DAY:
            # First, so that a file that cannot go is told once a day.
            self._files_at = now
            await throw_files_away(self._settings.data, now)

    async def _run(self) -> None:
        while True:
            went_well = await self.turn()
            await asyncio.sleep(LOOK_EVERY if went_well else LOOK_AGAIN_AFTER_TROUBLE)
