"""The rules of seats and waiting lists once more, in plain Python without a database: what must come out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

WHOLE = None
HOLDS = ("confirmed", "offered")


@dataclass
class Entry:
    """One sign-up: for the regular place (`target` None) or as a guest on one date."""

    number: int
    target: int | None
    party: int
    status: str
    absent: set[int] = field(default_factory=set)


@dataclass
class Oracle:
    """`dates` are the numbers of the dates; all have as many seats as there are regular places."""

    seats: int
    dates: list[int]
    entries: list[Entry] = field(default_factory=list)

    def taken(self, target: int | None) -> int:
        return sum(one.party for one in self.entries if self._sits(one, target))

    def _sits(self, one: Entry, target: int | None) -> bool:
        if one.status not in HOLDS:
            return False
        return one.target == target or (one.target is WHOLE and target not in one.absent)

    def queue(self, target: int | None) -> list[Entry]:
        return [one for one in self.entries if one.target == target and one.status == "waiting"]

    def fits(self, target: int | None, party: int) -> bool:
        return self.taken(target) + party <= self.seats

    def sign_up(self, number: int, target: int | None, party: int) -> str | None:
        """None: refused, because there are not so many seats at all."""
        if party > self.seats:
            return None
        at_once = not self.queue(target) and self.fits(target, party)
        entry = Entry(number, target, party, "waiting")
        if at_once:
            self._seat(entry, "confirmed")
        self.entries.append(entry)
        return entry.status

    def _seat(self, entry: Entry, status: str) -> None:
        if entry.target is WHOLE:
            entry.absent = {
                date for date in self.dates if self.queue(date) or not self.fits(date, entry.party)
            }
        entry.status = status

    def fill(self, target: int | None) -> None:
        for one in self.queue(target):
            if one.party > self.seats:
                one.status = "too_large"
        for head in self.queue(target):
            if not self.fits(target, head.party):
                return
            self._seat(head, "offered")

    def end(self, entry: Entry, status: str, allowed: tuple[str, ...]) -> None:
        if entry.status not in allowed:
            return
        held = entry.status in HOLDS
        entry.status = status
        self.fill(entry.target)
        if held and entry.target is WHOLE:
            for date in self.dates:
                if date not in entry.absent:
                    self.fill(date)

    def accept(self, entry: Entry) -> bool:
        if entry.status not in {"offered", "confirmed"}:
            return False
        entry.status = "confirmed"
        return True

    def leave_free(self, entry: Entry, date: int) -> None:
        entry.absent.add(date)
        self.fill(date)

    def come_after_all(self, entry: Entry, date: int) -> bool:
        if date not in entry.absent:
            return True
        if self.queue(date) or not self.fits(date, entry.party):
            return False
        entry.absent.remove(date)
        return True

    def raise_seats(self, seats: int) -> None:
        self.seats = seats
        for target in (WHOLE, *self.dates):
            self.fill(target)

    def statuses(self) -> list[str]:
        return [one.status for one in self.entries]

    def counts(self) -> Iterator[tuple[int | None, int, int]]:
        for target in (WHOLE, *self.dates):
            yield target, self.taken(target), len(self.queue(target))
