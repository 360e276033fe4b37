"""The second factor of everybody in office and board: one app for all of them."""

from datetime import datetime

from mittendrin.accounts.second_factor import code_of, secret_of, step_at
from mittendrin.accounts.tables import Account

SECRET_OF_THE_SERVICE = b"x" * 32
SEED = "of everybody in office and board"


async def give_second_factor(account_id: int) -> None:
    await Account.update({Account.second_factor: SEED}).where(Account.id == account_id)


def code_at(now: datetime) -> str:
    """What the app shows."""
    return code_of(secret_of(SEED, SECRET_OF_THE_SERVICE), step_at(now))
