"""What people are told about their sign-up, each on their own way: mail, call or letter."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.events.views import DateView
from mittendrin.organisations.queries import office_and_members
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.calls import CallLine
from mittendrin.outbox.passing import say_instead
from mittendrin.outbox.rules import Recipient, Way, Words
from mittendrin.outbox.wording import words, words_for
from mittendrin.people.rules import Contact
from mittendrin.places.queries import office_week
from mittendrin.places.rules import Office
from mittendrin.registrations.last_known import to_hear_before
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.queries import RegistrationView, TargetView, absent_dates
from mittendrin.registrations.rules import Status, offer_ends

# What they have said themselves hurts nobody when it is confirmed late.
THEIR_OWN_WORD = frozenset({"signed_off", "left_free", "comes_after_all"})
# Once somebody has answered, nobody asks them about it, nor tells them how it would be.
TALKED_ABOUT = (
    "confirmed", "waiting", "offered", "moved", "takes_place", "event_partly_off", "event_takes_place", "reminder",
    "left_free", "comes_after_all",
)  # fmt: skip
SEATS = {1: "ein Platz", 2: "zwei Plätze", 3: "drei Plätze", 4: "vier Plätze"}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a message goes to, and which sign-up it is about."""

    registration_id: int
    code: str
    party: int
    contact: Contact

    @property
    def seats(self) -> str:
        return _(SEATS[self.party])


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose name stands below, and which organisation would call: None means the office."""

    office: Office
    owner: int | None


def addressee_of(registration: RegistrationView) -> Addressee:
    contact = Contact(registration.name, registration.phone, registration.email, registration.address)
    return Addressee(registration.id, registration.code, registration.party, contact)


async def sender_for(organisation_id: int) -> Sender:
    """The organisation calls if anybody there can."""
    office, has_members = await office_and_members(organisation_id)
    return Sender(office, organisation_id if has_members else None)


async def tell_about(purpose: str, view: TargetView, to: Addressee, now: datetime, **values: object) -> None:
    """`purpose` is the name of a message under templates/registrations/messages. Inside the act's transaction."""
    if to.contact.is_reachable:
        await tell_from(await sender_for(view.first.organisation_id), purpose, view, to, now, **values)


async def tell_from(
    sender: Sender, purpose: str, view: TargetView, to: Addressee, now: datetime, **values: object
) -> None:
    """For acts that read the sender before they begin to write, or have many people to tell."""
    if to.contact.is_reachable:
        values.setdefault("date", await next_date(view, to.registration_id))
        if purpose == Status.WAITING:
            values["must_ask"] = await must_ask(view, to.contact, now)
        await hand_over(write(sender, purpose, view, to, **values), to.registration_id, now)


async def next_date(view: TargetView, registration_id: int) -> DateView:
    """The one to name; with a regular place the first one on which this person comes."""
    if not view.is_regular_place:
        return view.first
    absent = await absent_dates(registration_id)
    return next((one for one in view.coming if one.occurrence_id not in absent), view.first)


async def must_ask(view: TargetView, contact: Contact, now: datetime) -> bool:
    """Whoever waits calls us: a letter that offers a seat would come too late."""
    way = contact.recipient.way
    return way is Way.LETTER and offer_ends(now, view.situation.starts, way, await office_week()) is None


@dataclass(frozen=True, slots=True)
class Message:
    """All that will be said; only the number of the sign-up may still be missing. `part`: the one date it is about.
    `until` it is of use, and `happens_at` says so where hearing it late hurts. `knew`: what they know until then.
    """

    purpose: str
    words: Words
    recipient: Recipient
    owner: int | None
    until: datetime
    part: str
    happens_at: datetime | None
    matters_until: datetime | None
    knew: str


def part_of(view: TargetView) -> str:
    """Of a course, a message about one date is not about another."""
    return f"occurrence:{view.first.occurrence_id}" if len(view.dates) == 1 else ""


def write(sender: Sender, purpose: str, view: TargetView, to: Addressee, **values: object) -> Message:
    recipient = Recipient(to.contact.name, to.contact.email, to.contact.phone, to.contact.address)
    known = _known(view, to, sender.office) | values
    said = words_for(recipient.way, f"registrations/messages/{purpose}.txt", **known)
    was = values.get("was")
    until = to_hear_before(was, view.first) if isinstance(was, DateView) else view.first.starts
    happens_at = None if purpose in THEIR_OWN_WORD else until
    matters = _matters_until(purpose, view, was)
    knew = str(values.get("knew", ""))
    return Message(purpose, said, recipient, sender.owner, until, part_of(view), happens_at, matters, knew)


def _matters_until(purpose: str, view: TargetView, was: object) -> datetime | None:
    """The last date that it is about. What holds for every date of a regular place has none."""
    of_all_dates = view.target.occurrence_id is None and purpose.startswith("event_")
    if of_all_dates or (view.is_regular_place and len(view.dates) > 1):
        return None
    last = view.dates[-1].starts
    return max(last, was.starts) if isinstance(was, DateView) else last


def words_about(purpose: str, view: TargetView, to: Addressee, by: Office, **values: object) -> Words:
    """All of it, for whoever looks at what was said."""
    return words(f"registrations/messages/{purpose}.txt", **_known(view, to, by) | values)


def _known(view: TargetView, to: Addressee, by: Office) -> dict[str, object]:
    return {"view": view, "date": view.first, "to": to, "office": by, "link": slip_path(to.code)}


async def hand_over(message: Message, registration_id: int, now: datetime) -> None:
    """Inside the act's transaction."""
    if message.recipient.reached_at:
        await tell(message.recipient, message.words, _occasion(message, registration_id, now), now)


async def hand_over_instead(call: CallLine, message: Message, now: datetime) -> None:
    """Nobody has made this call about a sign-up yet: from now on it says this."""
    await say_instead(call, message.words, _occasion(message, call.number, now), now)


def _occasion(message: Message, registration_id: int, now: datetime) -> Occasion:
    """Calls are due within an office day, and before the date."""
    return Occasion(
        purpose=message.purpose,
        about=f"registration:{registration_id}",
        owner=message.owner,
        due_at=min(add_office_days(now, 1), message.until) if message.until > now else now,
        part=message.part,
        happens_at=message.happens_at,
        matters_until=message.matters_until,
        knew=message.knew,
    )
