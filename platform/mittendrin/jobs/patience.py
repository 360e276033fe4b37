"""One that fails must not hold up the others, and must not be forgotten either."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger("mittendrin.jobs")


class NotAllDone(Exception):
    """The job is tried again in an hour; what is done already stays done."""


class Patience:
    """
    with patience.for_one("Singkreis"):
        …
    patience.check()
    """

    def __init__(self) -> None:
        self.failed: list[str] = []

    @contextmanager
    def for_one(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception:
            logger.exception("Trouble with %s", what)
            self.failed.append(what)

    def check(self) -> None:
        if self.failed:
            raise NotAllDone(f"{len(self.failed)} could not be done, first {self.failed[0]}")
