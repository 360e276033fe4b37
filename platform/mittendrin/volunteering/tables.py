"""A grid is 28 bits (see grid.py), a set of words is joined by commas, a `status` is one of states.py."""

from piccolo.columns import (
    Boolean,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from mittendrin.database.constraints import Index
from mittendrin.database.sealing import Sealed, only_sealed
from mittendrin.organisations.tables import Organisation
from mittendrin.people.tables import Person
from mittendrin.places.tables import District, HelpCategory


class Offer(Table):
    """ "Ich helfe". `person` becomes empty when contact data are forgotten; `note` is for the office alone.

    Besides the weekly `times`, `on_days` may name single days; the `day_parts` are those of each of them.
    `reach_km` 0: only the own district. `ask_again_on`: "Gerade nicht. Fragen Sie mich in 3 Monaten wieder."
    `asked_again_at`: when "Gilt Ihr Angebot noch?" went out. `hours_since`: when somebody chose to have hours counted.
    `gone_from` and `gone_until` are the first and the last day of a pause to come. `by_phone`, `company`, `commitment`
    and `unwanted` hold the words of rules.py.
    """

    id: Serial = Serial(primary_key=True)
    code = Varchar(length=8, default=None, unique=True)
    key = Varchar(length=64, default=None, unique=True)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    status = Varchar(length=12, default=None, index=True)
    channel = Varchar(length=10, default="web")
    times = Integer(default=0)
    on_days = Varchar(length=300, default="")
    day_parts = Integer(default=0)
    frequency = Varchar(length=12, default="")
    hours_per_week = Integer(default=2)
    most_people = Integer(default=1)
    district = ForeignKey(District, null=True, default=None, on_delete=OnDelete.restrict)
    reach_km = Integer(default=0)
    has_car = Boolean(default=False)
    languages = Varchar(length=120, default="de")
    interests = Varchar(length=300, default="")
    abilities = Varchar(length=120, default="")
    gender = Varchar(length=10, default="")
    by_phone = Varchar(length=10, default="")
    company = Varchar(length=10, default="")
    commitment = Varchar(length=10, default="")
    unwanted = Varchar(length=60, default="")
    best_time = Sealed(default="")
    note = Sealed(default="")
    paused_until = Date(null=True, default=None)
    gone_from = Date(null=True, default=None)
    gone_until = Date(null=True, default=None)
    ask_again_on = Date(null=True, default=None)
    asked_again_at = Timestamptz(null=True, default=None)
    hours_since = Timestamptz(null=True, default=None)
    last_asked_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=None)
    status_at = Timestamptz(default=None)
    confirmed_at = Timestamptz(default=None)
    offer_times = Check("times BETWEEN 0 AND 268435455")
    offer_people = Check("most_people BETWEEN 1 AND 9")
    offer_sealed = only_sealed("note")
    offer_best_time_sealed = only_sealed("best_time")


class OfferCategory(Table):
    id: Serial = Serial(primary_key=True)
    offer = ForeignKey(Offer, null=False, default=None, on_delete=OnDelete.cascade)
    category = ForeignKey(HelpCategory, null=False, default=None, on_delete=OnDelete.restrict)
    offer_category_once = Unique([offer, category])
    # Who likes a kind of help is read from here alone.
    offer_category_by_category = Index([category, offer])


class Clearance(Table):
    """That the office has seen a paper: never a file, and nothing of what stands in it.

    `prerequisite` as in HelpCategory; on `valid_until` it still counts.
    """

    id: Serial = Serial(primary_key=True)
    offer = ForeignKey(Offer, null=False, default=None, on_delete=OnDelete.cascade)
    prerequisite = Varchar(length=80, default=None)
    issued_on = Date(default=None)
    seen_on = Date(default=None)
    seen_by = Varchar(length=120, default="")
    valid_until = Date(default=None)
    clearance_once = Unique([offer, prerequisite])


class HelpRequest(Table):
    """ "Ich suche Hilfe", or what `organisation` needs volunteers for; then `person` is its contact person.

    `neutral` is the wording that may be public, with the district only: if the person agreed (`may_be_public`) and
    the office released it (`public_since`). `gender_reason` justifies a wish for women or men. `ask_again_on`: the
    day on which somebody who said "Gerade nicht" wants to be asked again; `asked_again_at`: when that question went
    out, until it is answered or decided. `papers`, one a line: what this one asks for beside its category. `place`
    and `costs` hold the words of rules.py; `wanted_until` is the last day.
    """

    id: Serial = Serial(primary_key=True)
    code = Varchar(length=8, default=None, unique=True)
    key = Varchar(length=64, default=None, unique=True)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    organisation = ForeignKey(Organisation, null=True, default=None, on_delete=OnDelete.restrict)
    status = Varchar(length=12, default=None, index=True)
    channel = Varchar(length=10, default="web")
    category = ForeignKey(HelpCategory, null=False, default=None, on_delete=OnDelete.restrict)
    what = Varchar(length=300, default="")
    times = Integer(default=0)
    on_days = Varchar(length=300, default="")
    soon = Boolean(default=False)
    frequency = Varchar(length=12, default="")
    hours_per_week = Integer(default=1)
    helpers_wanted = Integer(default=1)
    district = ForeignKey(District, null=True, default=None, on_delete=OnDelete.restrict)
    languages = Varchar(length=120, default="")
    language_needed = Boolean(default=False)
    interests = Varchar(length=300, default="")
    needs = Varchar(length=120, default="")
    papers = Text(default="")
    place = Varchar(length=10, default="")
    wanted_until = Date(null=True, default=None)
    costs = Varchar(length=10, default="")
    helper_gender = Varchar(length=10, default="")
    gender_reason = Sealed(default="")
    best_time = Sealed(default="")
    note = Sealed(default="")
    neutral = Varchar(length=200, default="")
    may_be_public = Boolean(default=False)
    public_since = Timestamptz(null=True, default=None)
    signed_by = Varchar(length=120, default="")
    ask_again_on = Date(null=True, default=None)
    asked_again_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=None)
    status_at = Timestamptz(default=None)
    end_reason = Varchar(length=40, default="")
    help_request_times = Check("times BETWEEN 0 AND 268435455")
    help_request_sealed = only_sealed("note", "gender_reason")
    help_request_best_time_sealed = only_sealed("best_time")


class Interest(Table):
    """ "Ich interessiere mich": the offer came because of what an organisation needs."""

    id: Serial = Serial(primary_key=True)
    offer = ForeignKey(Offer, null=False, default=None, unique=True, on_delete=OnDelete.cascade)
    request = ForeignKey(HelpRequest, null=False, default=None, on_delete=OnDelete.cascade)


class Proposal(Table):
    """`open_pair` is "offer:request" while it is undecided and empty afterwards: one open proposal for a pair.

    The two codes are the answers by link, by telephone and on paper. `reasons` are the words it was proposed with.
    """

    id: Serial = Serial(primary_key=True)
    offer = ForeignKey(Offer, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    request = ForeignKey(HelpRequest, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    open_pair = Varchar(length=40, null=True, default=None, unique=True)
    status = Varchar(length=16, default=None, index=True)
    reasons = Text(default="")
    volunteer_code = Varchar(length=8, default=None, unique=True)
    requester_code = Varchar(length=8, default=None, unique=True)
    asked_volunteer_at = Timestamptz(null=True, default=None)
    volunteer_answered_at = Timestamptz(null=True, default=None)
    volunteer_channel = Varchar(length=10, default="")
    asked_requester_at = Timestamptz(null=True, default=None)
    requester_answered_at = Timestamptz(null=True, default=None)
    requester_channel = Varchar(length=10, default="")
    answer_until = Timestamptz(null=True, default=None)
    end_reason = Varchar(length=40, default="")
    created_at = Timestamptz(default=None)
    ended_at = Timestamptz(null=True, default=None)


class Engagement(Table):
    """Grown from one proposal that both said yes to. `code_word` is what the helper says at the door.

    `held`: an incident is open, and only the lead lets it go on.
    """

    id: Serial = Serial(primary_key=True)
    proposal = ForeignKey(Proposal, null=False, default=None, unique=True, on_delete=OnDelete.restrict)
    status = Varchar(length=16, default=None, index=True)
    code_word = Varchar(length=40, default=None)
    first_meeting_at = Timestamptz(null=True, default=None)
    first_meeting_place = Varchar(length=200, default="")
    trial_ends_on = Date(null=True, default=None)
    paused_until = Date(null=True, default=None)
    reminded_volunteer_for = Timestamptz(null=True, default=None)
    reminded_requester_for = Timestamptz(null=True, default=None)
    # Since then no question to this side waits for an answer.
    answered_volunteer_at = Timestamptz(null=True, default=None)
    answered_requester_at = Timestamptz(null=True, default=None)
    held = Boolean(default=False)
    status_at = Timestamptz(default=None)
    created_at = Timestamptz(default=None)
    ended_at = Timestamptz(null=True, default=None)
    end_reason = Varchar(length=40, default="")
