"""What is new about a date that moved, said first and in capitals where it stands in a list."""

from dataclasses import dataclass
from datetime import date, datetime

from mittendrin.core.clock import to_local
from mittendrin.core.german import show_day_near, show_time
from mittendrin.core.language import _
from mittendrin.core.named_time import without_times


@dataclass(frozen=True, slots=True)
class Change:
    """`label` says what is new, `detail` how it was; a new place stands beside the date anyway."""

    label: str
    detail: str

    def __str__(self) -> str:
        return f"{self.label}: {self.detail}" if self.detail else self.label


def what_moved(before: datetime, after: datetime, new_place: str, today: date) -> Change:
    """ "NEUE ZEIT: 18 statt 17 Uhr", "NEUER TAG: statt Dienstag, 19. Januar", "ANDERER ORT" """
    if before == after:
        return Change(_("ANDERER ORT"), "")
    label, detail = _new_time(to_local(before), to_local(after), today)
    return Change(label, _("{detail}, anderer Ort", detail=detail) if new_place else detail)


def another_end(before: datetime, after: datetime, new_place: str) -> Change:
    """ "NEUES ENDE: 18 statt 17 Uhr" """
    was, now_so = (show_time(to_local(moment).time()) for moment in (before, after))
    detail = _("{neu} statt {alt}", neu=now_so.removesuffix(" Uhr"), alt=was)
    return Change(_("NEUES ENDE"), _("{detail}, anderer Ort", detail=detail) if new_place else detail)


def another_meeting_point(now_so: str) -> Change:
    """It stands beside the date, as a new place does."""
    return Change(_("ANDERER TREFFPUNKT") if now_so else _("OHNE TREFFPUNKT"), "")


def meeting_point_of(meeting_point: str, before: datetime, after: datetime) -> str:
    """Without the time of day that it names, where the date begins at another one than was planned."""
    same_hour = to_local(before).time() == to_local(after).time()
    return meeting_point if same_hour else without_times(meeting_point)


def _new_time(before: datetime, after: datetime, today: date) -> tuple[str, str]:
    was, hours = show_time(before.time()), show_time(after.time()).removesuffix(" Uhr")
    if before.date() == after.date():
        return _("NEUE ZEIT"), _("{neu} statt {alt}", neu=hours, alt=was)
    day = show_day_near(before.date(), today)
    if before.time() == after.time():
        return _("NEUER TAG"), _("statt {alt}", alt=day)
    return _("NEUER TAG"), _("statt {alt}", alt=f"{day}, {was}")
