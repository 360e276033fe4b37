"""What a report holds and by when it is answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from mittendrin.people.rules import Contact

KEPT_AFTER_ANSWER = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Report:
    """`page` is the address on our site, or whatever the person calls it. `key` stands for this one form."""

    what: str
    page: str
    contact: Contact
    key: str


def answer_until(reported_on: date) -> date:
    """A month later; on its last day where the month is shorter."""
    return reported_on + relativedelta(months=1)
