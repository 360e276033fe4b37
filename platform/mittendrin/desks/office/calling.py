"""The office calls for every room, so it knows every answer."""

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.engagements import calls as engagements
from mittendrin.farewells import calls as farewells
from mittendrin.outbox.calls import CallLine
from mittendrin.registrations import calls as sign_ups
from mittendrin.registrations.calls import Answers, Caller
from mittendrin.rides import calls as rides

ROOMS = (sign_ups.answers_to, rides.answers_to, engagements.answers_to, farewells.answers_to)


def answers_to(call: CallLine) -> Answers:
    """Each room answers for its own calls alone."""
    return next(filter(None, (room(call) for room in ROOMS)), {})


def caller_of(actor: Actor) -> Caller:
    return Caller(doer(actor), answers_to)
