"""Since when nobody has heard of a request: its last act or answer counts, not how old its state is."""

from collections.abc import Mapping
from datetime import datetime

from mittendrin.audit.queries import last_acts
from mittendrin.volunteering.tables import Proposal
from mittendrin.volunteering.telling import about

# To look, to take a call over and to ring in vain is no sign of anybody.
NO_SIGN = (
    "person.looked_at",
    "call.taken",
    "call.given_back",
    "call.not_reached",
    "call.passed",
    "call.voice_mail",
)


async def silent_since(requests: Mapping[int, datetime]) -> dict[int, datetime]:
    """`requests`: since when each is as it is, which counts where the log says nothing."""
    of_proposals = await Proposal.select(Proposal.id, Proposal.request).where(
        Proposal.request.is_in([*requests, 0])
    )
    subjects = {f"help_request:{one}": one for one in requests}
    subjects |= {about(row["id"]): row["request"] for row in of_proposals}
    found: dict[int, datetime] = {}
    for subject, at in (await last_acts(subjects, NO_SIGN)).items():
        found[subjects[subject]] = max(at, found.get(subjects[subject], at))
    return dict(requests) | found
