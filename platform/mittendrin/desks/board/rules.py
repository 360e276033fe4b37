"""What belongs to the history of an entry, and what is a decision."""

# Who looks after an organisation, and who came to a date, is none of an entry's history.
_OF_ITS_PEOPLE = (
    "organisation.member_joined",
    "organisation.member_changed",
    "organisation.member_left",
    "date.attendance_noted",
)
DECISIONS = (
    "published",
    "returned",
    "seen",
    "hiding_proposed",
    "hiding_given_up",
    "hiding_declined",
    "taken_back",
)
# What visitors saw at once, without a decision, belongs before the board too.
IN_PROTOCOL = (*DECISIONS, "published_at_once")
BY_THE_OFFICE = "organisation.put_right"


def belongs_to_entry(act: str) -> bool:
    return act not in _OF_ITS_PEOPLE


def is_decision(act: str) -> bool:
    return act.partition(".")[2] in DECISIONS
