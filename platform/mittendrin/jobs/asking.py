"""Too few have signed up: each date's organisation is asked once, while there is time to decide."""

from datetime import datetime

from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.registrations.minimum import ask, dates_to_ask_about


async def ask_organisations(now: datetime, seen: Progress = silent) -> str:
    dates = await dates_to_ask_about(now)
    asked, patience = 0, Patience()
    for number, one in enumerate(dates, 1):
        with patience.for_one(f"the minimum of date {one.date.occurrence_id}"):
            asked += await ask(one, now)
        seen(number, len(dates))
    patience.check()
    return f"{asked} organisations asked about dates with few sign-ups."
