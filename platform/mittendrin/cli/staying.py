"""What a process reads in and puts together at its start stays as long as it runs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def made_to_stay() -> Iterator[None]:
    """Nothing made meanwhile is looked through for garbage, now or later.

    That was a seventh of the start, and afterwards a tenth of a second each time in which nobody is answered.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
