"""What was said of a single date outlives another rule: the date finds its place there by its day. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from mittendrin.core.clock import local_day, to_local
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.events.recurrence import Span, When, span_on
from mittendrin.events.rules import DateState

Row = dict[str, Any]


def same_days(original_starts: Iterable[datetime], laid_out: Iterable[Span]) -> dict[datetime, Span]:
    """Which date of the new rule each of the old ones becomes; those whose day has none are left out."""
    by_day = {to_local(span.start).date(): span for span in laid_out}
    return {start: by_day.pop(day) for start in original_starts if (day := usual_day(start)) in by_day}


def usual_day(original_start: datetime) -> date:
    return to_local(original_start).date()


def has_own_time(original_start: datetime, times: tuple[datetime, datetime], rule: When) -> bool:
    """Whether it was moved to `times`, its begin and its end. A rule that it was not laid out by says nothing of its end."""
    row = {"original_start": original_start, "starts_at": times[0], "ends_at": times[1]}
    return times[0] != original_start or other_end(row, rule) is not None


def other_end(row: Row, rule: When) -> datetime | None:
    """When a date that begins as usual would have ended, if it ends otherwise."""
    usual = span_on(rule, usual_day(row["original_start"]))
    return usual.end if row["starts_at"] == usual.start and row["ends_at"] != usual.end else None


def may_end_otherwise(row: Row) -> bool:
    """Only what something was said of; its reason may have gone with a call-off."""
    begins_as_usual = row["state"] == DateState.SCHEDULED and row["starts_at"] == row["original_start"]
    return bool(begins_as_usual and row["sequence"])


def usual_end(row: Row, rule: When) -> datetime | None:
    """When a date would have ended that was only moved to another end."""
    return other_end(row, rule) if may_end_otherwise(row) else None


def times_on(span: Span, rule: When) -> Row:
    """Columns of a date that takes place as its rule says."""
    return {"starts_at": span.start, "ends_at": span.end, "all_day": rule.starts is None}


def going_on(
    rows: Sequence[Row], laid_out: Sequence[Span], before: When, after: When
) -> list[tuple[Row, Row]]:
    """The dates that another rule changes but does not end, each with its new columns.

    Of those that the new rule no longer has, these are the ones of which something was said: called off or moved, everybody
    knows what they know. A date that people expect at its usual time is not among them.
    """
    known = {row["original_start"]: row for row in rows}
    planned = {span.original_start: span for span in laid_out}
    said = [start for start, row in known.items() if start not in planned and _was_said_of(row, before)]
    free = [span for start, span in planned.items() if start not in known]
    spans = {start: planned[start] for start in known if start in planned} | same_days(said, free)
    changed = [
        (known[start], _new_columns(known[start], span, before, after)) for start, span in spans.items()
    ]
    return [(row, new) for row, new in changed if any(row[name] != value for name, value in new.items())]


def given_up(lost: Iterable[Row], before: When) -> list[Row]:
    """What was called off or moved, and has no day in the new rule. What people have signed up for is not lost."""
    return [row for row in lost if not (row["taken"] or row["waiting"]) and _off_or_moved(row, before)]


def beyond(rows: Iterable[Row], laid_out: Sequence[Span], now: datetime) -> list[Row]:
    """What another rule no longer has, and has not begun: a date that was moved here from a day that has passed stays."""
    wanted = {span.original_start for span in laid_out}
    ahead = [row for row in rows if min(row["original_start"], row["starts_at"]) > now]
    return [row for row in ahead if row["original_start"] not in wanted]


def still_seen(falling_away: Iterable[Row], laid_out: Sequence[Span], now: datetime) -> list[Row]:
    """Where today has no other date, today's stays to be seen, but called off: whoever just comes is told by nobody else."""
    today = local_day(now)
    if any(local_day(span.start) == today for span in laid_out):
        return []
    return [row for row in falling_away if local_day(row["starts_at"]) == today]


def as_called_off(row: Row, laid_out: Sequence[Span], now: datetime) -> Row:
    """New columns of what is still seen; none where it is called off already."""
    if row["state"] == DateState.CALLED_OFF:
        return {}
    next_day = min((local_day(span.start) for span in laid_out if span.start > now), default=None)
    return {
        "state": DateState.CALLED_OFF.value,
        "reason": _("Die Termine haben sich geändert."),
        "instead": show_day(next_day) if next_day else "",
        "move_reason": row["reason"],
        "move_instead": row["instead"],
    }


def _new_columns(row: Row, span: Span, before: When, after: When) -> Row:
    """What was moved stays when everybody was told."""
    key = {"original_start": span.original_start}
    return key if _own_time(row, before) else key | times_on(span, after)


def _was_said_of(row: Row, rule: When) -> bool:
    if row["state"] == DateState.CALLED_OFF or _own_time(row, rule):
        return True
    expected = row["taken"] or row["waiting"]
    return (_is_elsewhere(row) or bool(row["goes_ahead"])) and not expected


def _off_or_moved(row: Row, rule: When) -> bool:
    """A yes to few guests is neither: it ends without a word."""
    return row["state"] == DateState.CALLED_OFF or _is_elsewhere(row) or _own_time(row, rule)


def _is_elsewhere(row: Row) -> bool:
    return bool(row["place"]) or row["meeting_point"] is not None


def _own_time(row: Row, rule: When) -> bool:
    return has_own_time(row["original_start"], (row["starts_at"], row["ends_at"]), rule)
