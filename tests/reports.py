"""What people leave with the office, for tests: a barrier they met, a wish to be called. Their numbers come back."""

from makers import NOW
from mittendrin.audit.rules import VISITOR
from mittendrin.barriers.actions import report_barrier
from mittendrin.barriers.rules import Report
from mittendrin.callbacks.actions import ask_for_call
from mittendrin.callbacks.rules import BestTime, Wish
from mittendrin.core.tokens import new_token
from mittendrin.people.rules import Contact


async def a_barrier_report(what: str = "Die Schrift ist zu hell.", **contact: str) -> str:
    """Its number."""
    return await report_barrier(Report(what, "/kontakt", Contact("", **contact), new_token()), VISITOR, NOW)


async def a_call_back(key: str = "") -> str:
    """The number of somebody's wish to be called."""
    wish = Wish("Demo-Person 5", "+491713920005", "Fahrt zum Arzt", BestTime.MORNING, key or new_token())
    return await ask_for_call(wish, VISITOR, NOW)
