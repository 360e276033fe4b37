"""What an incident has stopped, and how it was before: JSON, sealed as all that is known of it."""

import json
from typing import Any

from mittendrin.database.sealing import CannotOpen, opened, seal

Rests = dict[str, Any]


def sealed_rests(rests: Rests) -> str:
    return seal(json.dumps(rests))


def open_rests(stored: str) -> Rests:
    rests: Rests = json.loads(opened(stored) or "{}")
    return rests


def shown_rests(stored: str) -> Rests:
    """For a page that only tells: nothing where it does not open. Whoever decides needs `open_rests`."""
    try:
        return open_rests(stored)
    except CannotOpen:
        return {}
