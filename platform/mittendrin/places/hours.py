"""When somebody answers the telephone, as people write it: "9–12 und 13–16 Uhr"."""

import re
from datetime import time
from itertools import pairwise

from mittendrin.core.german import read_time, show_span
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

Week = dict[str, list[list[str]]]

_BETWEEN_SPANS = re.compile(r"\s*(?:,|;|\bund\b)\s*", re.IGNORECASE)
_BETWEEN_TIMES = re.compile(r"\s*(?:-|–|—|\bbis\b)\s*", re.IGNORECASE)


def read_hours(text: str) -> list[list[str]]:
    """Spans of "HH:MM" in their order; empty when nobody answers on that day. Raises Refused."""
    parts = [part for part in _BETWEEN_SPANS.split(text.strip()) if part]
    spans = [_span(part) for part in parts]
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            raise Refused(_("Diese Zeiten überschneiden sich."))
    return spans


def show_hours(spans: list[list[str]]) -> str:
    return _(" und ").join(
        show_span(time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans
    )


def _span(text: str) -> list[str]:
    times = _BETWEEN_TIMES.split(text)
    if len(times) != 2:
        raise Refused(_("Schreiben Sie bitte zum Beispiel: 9–12 Uhr und 13–16 Uhr"))
    start, end = (read_time(one).strftime("%H:%M") for one in times)
    if end <= start:
        raise Refused(_("Das Ende liegt vor dem Anfang."))
    return [start, end]
