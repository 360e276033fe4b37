"""The days that calendars are written for: stored, and moved by a daily job, as a change of data like any other.

A feed and the file of one event show the same bytes of it, so both ask here and neither asks the clock.
"""

from datetime import date, datetime

from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import CalendarWindow
from mittendrin.web.changes import public_change


async def window_day(now: datetime) -> date:
    """The stored day; before the first run of the daily job, today."""
    row = await CalendarWindow.select(CalendarWindow.day).first()
    return row["day"] if row else local_day(now)


def window_end(day: date) -> date:
    """The last day that an endless series has in a calendar written on this day."""
    return date(day.year + 1, 12, 31)


async def move_window(now: datetime) -> bool:
    """What is long past leaves the feeds, and with a new year endless series reach a year further.

    False when the window is there already.
    """
    day = local_day(now)
    async with transaction():
        if await CalendarWindow.exists().where(CalendarWindow.day == day):
            return False
        await CalendarWindow.delete(force=True)
        await CalendarWindow.insert(CalendarWindow(day=day))
        await public_change("calendar")
    return True
