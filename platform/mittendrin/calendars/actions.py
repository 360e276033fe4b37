from datetime import datetime

from mittendrin.calendars.tables import FeedWindow
from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.web.changes import public_change


async def move_window(now: datetime) -> bool:
    """Runs daily: what is long past leaves the feeds, and with a new year endless series reach a year further.

    False when the window is there already.
    """
    day = local_day(now)
    async with transaction():
        if await FeedWindow.exists().where(FeedWindow.day == day):
            return False
        await FeedWindow.delete(force=True)
        await FeedWindow.insert(FeedWindow(day=day))
        await public_change("calendar")
    return True
