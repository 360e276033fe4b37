"""Addresses whose number is too large to be the number of anything lead to nothing, and never to an error."""

from typing import Any

from litestar import Request

from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import NotFound


def refuse_unknown_numbers(request: Request[Any, Any, Any]) -> None:
    """Raises NotFound. For all routes together, so that none can forget to ask."""
    numbers = (value for value in request.path_params.values() if isinstance(value, int))
    if any(not 0 < number <= LARGEST_NUMBER for number in numbers):
        raise NotFound
