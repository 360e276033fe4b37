"""What happens once a day, early in the morning, each job with its report in a row."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from mittendrin.jobs.archiving import archive_needs
from mittendrin.jobs.asking import ask_organisations
from mittendrin.jobs.caring import care
from mittendrin.jobs.feeds import move_feeds
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.jobs.forgetting import forget
from mittendrin.jobs.reminding import remind
from mittendrin.jobs.rules import Progress, is_due, silent
from mittendrin.jobs.tables import JobRun
from mittendrin.jobs.topping_up import top_up
from mittendrin.jobs.trimming import trim, trim_files

logger = logging.getLogger("mittendrin.jobs")

Job = Callable[[datetime, Progress], Awaitable[str]]
StillOurs = Callable[[], Awaitable[bool]]

DAILY: dict[str, Job] = {
    "top-up": top_up,
    "feeds": move_feeds,
    "archive": archive_needs,
    "ask": ask_organisations,
    "remind": remind,
    "follow-up": follow_up_proposals,
    "care": care,
    "forget": forget,
    "trim": trim,
}
FILES = "files"
TRY_AGAIN_AFTER = timedelta(hours=1)


async def run(name: str, now: datetime, seen: Progress = silent) -> str:
    """One job, by the loop or by its command. Answers its report."""
    report = (await DAILY[name](now, seen))[:300]
    await keep_report(name, report, now)
    return report


async def throw_files_away(data: Path, now: datetime) -> str:
    """Beside the others, which know no folder. Answers its report."""
    report = await trim_files(data, now)
    await keep_report(FILES, report, now)
    return report


async def keep_report(name: str, report: str, now: datetime) -> None:
    row = JobRun(name=name, finished_at=now, report=report)
    await JobRun.insert(row).on_conflict(
        target=JobRun.name, action="DO UPDATE", values=[JobRun.finished_at, JobRun.report]
    )
    logger.info("%s: %s", name, report)


class DailyJobs:
    """Remembers which job failed, so that a broken one is tried each hour, not each second."""

    def __init__(self) -> None:
        self._rest_until: dict[str, datetime] = {}

    async def run_due(self, now: datetime, still_ours: StillOurs) -> None:
        last = {row["name"]: row["finished_at"] for row in await JobRun.select()}
        for name in DAILY:
            rests = now < self._rest_until.get(name, now)
            if rests or not is_due(last.get(name), now):
                continue
            if not await still_ours():
                return
            await self._run(name, now)

    async def _run(self, name: str, now: datetime) -> None:
        try:
            await run(name, now)
        except Exception:
            logger.exception("The daily job %s failed and is tried again in an hour.", name)
            self._rest_until[name] = now + TRY_AGAIN_AFTER
