"""Where prepared answers lie: bounded, found by address, dropped by area.

Areas nest by colons: a change of `events:chor` drops what depends on `events:chor` and on `events` (a list
shows it), and a change of `events` drops what depends on any single event.

An answer made from data read before a change must not be kept after it. Every drop counts up; whoever makes
an answer says at which count it began, and it is refused when one of its areas changed since.
"""

import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlencode

from mittendrin.web.answers import Answer
from mittendrin.web.wellformed import is_readable

EVERYTHING = ""
BYTES_KEPT = 64 * 1024 * 1024
ADDRESSES_KNOWN = 20_000
CHANGES_REMEMBERED = 2_000
FIELDS_READ = 50

Name = TypeVar("Name")
Value = TypeVar("Value")


class Key(NamedTuple):
    path: str
    query: bytes
    display: str


class Bounded(OrderedDict[Name, Value], Generic[Name, Value]):
    """Forgets the oldest entry when it is full."""

    def remember(self, name: Name, value: Value) -> None:
        self[name] = value
        if len(self) > ADDRESSES_KNOWN:
            self.popitem(last=False)


class Shelf:
    def __init__(self, *, budget: int = BYTES_KEPT, seconds: Callable[[], float] = time.time) -> None:
        self.seconds = seconds
        self.count = 0
        self._budget = budget
        self._size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._by_area: defaultdict[str, set[Key]] = defaultdict(set)
        self._below: defaultdict[str, set[Key]] = defaultdict(set)
        self._changes: deque[tuple[int, str]] = deque(maxlen=CHANGES_REMEMBERED)
        self._parameters: Bounded[str, frozenset[str]] = Bounded()
        self._personal: Bounded[str, bool] = Bounded()
        self._stamps: Bounded[Key, tuple[str, int]] = Bounded()

    def parameters_of(self, path: str) -> frozenset[str] | None:
        """The query fields that this page knows; None while no prepared answer was seen at this path."""
        return self._parameters.get(path)

    def learn(self, path: str, parameters: frozenset[str]) -> None:
        self._parameters.remember(path, parameters)

    def learn_personal(self, path: str) -> None:
        """Nothing for everybody was answered here: the next ones need not wait for each other."""
        self._personal.remember(path, True)

    def seems_personal(self, path: str) -> bool:
        return path in self._personal and path not in self._parameters

    def find(self, key: Key) -> Answer | None:
        answer = self._answers.get(key)
        if answer is None:
            return None
        if answer.until <= self.seconds():
            self._remove(key)
            return None
        self._answers.move_to_end(key)
        return answer

    def keep(self, key: Key, answer: Answer, begun_at: int) -> bool:
        """False when something it shows changed meanwhile."""
        if self._changed_since(begun_at, answer.areas):
            return False
        self._remove(key)
        self._stamps.remember(key, (answer.fingerprint, answer.last_modified))
        if answer.size <= self._budget // 4 and answer.until > self.seconds():
            self._put(key, answer)
        return True

    def last_modified(self, key: Key, fingerprint: str) -> int:
        """Since when these bytes stand at this address: it stays when a change elsewhere left them as they
        were, and moves by a second at least when they are new."""
        now = int(self.seconds())
        known, since = self._stamps.get(key, ("", 0))
        return since if known == fingerprint else max(now, since + 1)

    def drop(self, areas: Iterable[str]) -> None:
        for area in set(areas):
            self.count += 1
            self._changes.append((self.count, area))
            for key in self._depending_on(area):
                self._remove(key)

    def _put(self, key: Key, answer: Answer) -> None:
        self._answers[key] = answer
        self._size += answer.size
        for area in answer.areas:
            self._by_area[area].add(key)
            for above in _above(area):
                self._below[above].add(key)
        while self._size > self._budget:
            self._remove(next(iter(self._answers)))

    def _remove(self, key: Key) -> None:
        answer = self._answers.pop(key, None)
        if answer is None:
            return
        self._size -= answer.size
        for area in answer.areas:
            _take_out(self._by_area, area, key)
            for above in _above(area):
                _take_out(self._below, above, key)

    def _depending_on(self, area: str) -> list[Key]:
        if area == EVERYTHING:
            return list(self._answers)
        found = self._by_area.get(area, set()) | self._below.get(area, set())
        return list(found.union(*(self._by_area.get(above, set()) for above in _above(area))))

    def _changed_since(self, begun_at: int, areas: frozenset[str]) -> bool:
        if self.count - begun_at > CHANGES_REMEMBERED:
            return True
        since = (area for count, area in reversed(self._changes) if count > begun_at)
        return any(touches(changed, area) for changed in since for area in areas)


def touches(changed: str, shown: str) -> bool:
    nested = changed.startswith(f"{shown}:") or shown.startswith(f"{changed}:")
    return changed in {EVERYTHING, shown} or nested


def _above(area: str) -> Iterator[str]:
    while ":" in area:
        area = area.rpartition(":")[0]
        yield area


def _take_out(index: defaultdict[str, set[Key]], area: str, key: Key) -> None:
    index[area].discard(key)
    if not index[area]:
        del index[area]


@lru_cache(maxsize=4_096)
def canonical_query(query: bytes, known: frozenset[str]) -> bytes | None:
    """The known fields that say something, in one order; None when the query cannot be read at all."""
    if not query:
        return b""
    if not is_readable(query):
        return None
    try:
        fields = parse_qsl(query.decode(), max_num_fields=FIELDS_READ)
    except ValueError:
        return None
    kept = [(name, value) for name, value in fields if name in known]
    return urlencode(sorted(kept, key=lambda field: field[0])).encode()
