from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    GO_ON = "go_on"
    END = "end"


DECISIONS = {
    Decision.GO_ON: "Es kann weitergehen wie vorher",
    Decision.END: "Die Einsätze enden",
}


@dataclass(frozen=True, slots=True)
class Report:
    """About whom, what happened, and who says so. `link` is the code of the link that it comes by, if it does."""

    about: int
    note: str
    reported_by: str
    link: str = ""
