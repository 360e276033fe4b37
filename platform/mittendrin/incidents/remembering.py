"""What an incident has stopped, and how it was before: JSON, sealed as all that is known of it."""

import json
from typing import Any

from mittendrin.database.sealing import opened, seal

Rests = dict[str, Any]


def sealed_rests(rests: Rests) -> str:
    return seal(json.dumps(rests))


def open_rests(stored: str) -> Rests:
    rests: Rests = json.loads(opened(stored) or "{}")
    return rests
