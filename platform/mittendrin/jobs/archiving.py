"""What is over goes into the archive by itself; its organisation can bring it back."""

from datetime import datetime

from mittendrin.jobs.rules import Progress, silent
from mittendrin.needs.upkeep import archive_what_is_over


async def archive_needs(now: datetime, _seen: Progress = silent) -> str:
    return f"{await archive_what_is_over(now)} needs of organisations put into the archive."
