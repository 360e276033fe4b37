"""Who may be the second person where two have to decide."""

from mittendrin.accounts.queries import all_accounts
from mittendrin.accounts.rules import Role
from mittendrin.organisations.queries import belongings
from mittendrin.publishing.four_eyes import Proposed, proposals


async def board_can_decide(proposed: Proposed) -> bool:
    """Somebody of the board is left who neither proposed it nor belongs to the organisation."""
    return await board_has_another(proposed.account_id, proposed.organisation_id)


async def board_has_another(account_id: int, organisation_id: int) -> bool:
    """Somebody who does not belong to the organisation either."""
    for account in await all_accounts():
        if not account.active or account.role is not Role.BOARD or account.id == account_id:
            continue
        if not await belongs(account.id, organisation_id):
            return True
    return False


async def belongs(account_id: int, organisation_id: int) -> bool:
    return organisation_id in {one.organisation_id for one in await belongings(account_id)}


async def proposals_for_lead() -> list[Proposed]:
    """What the office's lead decides, because the board has no second person for it."""
    return [one for one in await proposals() if not await board_can_decide(one)]
