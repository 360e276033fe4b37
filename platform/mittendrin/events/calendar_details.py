"""What somebody wants to know who looks into the calendar on the way: whole lines, always in the same order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.phone import show_phone
from mittendrin.events.rules import Newcomers, SignUpMode, price_words

NOBODY = Newcomers()


@dataclass(frozen=True)
class Details:
    """`price` None: not said. What an event does not say has no line."""

    meeting_point: str = ""
    price: int | None = None
    price_note: str = ""
    bring: str = ""
    newcomers: Newcomers = NOBODY
    mode: SignUpMode = SignUpMode.NONE
    deadline_days: int = 0

    def of_series(self) -> tuple[str, ...]:
        return tuple(self._lines(self.meeting_point, self._sign_up_before()))

    def of_date(self, start: datetime, meeting_point: str) -> tuple[str, ...]:
        """The meeting point belongs to the usual place, so a date elsewhere has none."""
        return tuple(self._lines(meeting_point, self._sign_up_until(start)))

    def _lines(self, meeting_point: str, sign_up: str) -> Iterator[str]:
        if meeting_point:
            yield f"Treffpunkt: {meeting_point}"
        words = price_words(self.price, self.price_note)
        if words:
            yield f"{words[0].upper()}{words[1:]}" if self.price == 0 else f"Preis: {words}"
        if self.bring:
            yield f"Mitbringen: {self.bring}"
        if self.newcomers.name:
            phone = f" {show_phone(self.newcomers.phone)}" if self.newcomers.phone else ""
            yield f"Zum ersten Mal? {self.newcomers.name} erwartet Sie.{phone}"
        if sign_up:
            yield sign_up

    def _sign_up_before(self) -> str:
        """For all dates at once."""
        if self.mode is SignUpMode.NONE:
            return ""
        if not self.deadline_days:
            return "Mit Anmeldung"
        days = "einen Tag" if self.deadline_days == 1 else f"{self.deadline_days} Tage"
        of_course = "dem ersten Termin" if self.mode is SignUpMode.COURSE else "dem Termin"
        return f"Anmeldung bis {days} vor {of_course}"

    def _sign_up_until(self, start: datetime) -> str:
        if self.mode in {SignUpMode.NONE, SignUpMode.COURSE} or not self.deadline_days:
            return self._sign_up_before()
        return f"Anmeldung bis {show_day(local_day(start) - timedelta(days=self.deadline_days))}"
