"""The first lead, whom nobody inside can invite, and the way back in for a lead who has lost all codes."""

import argparse

from mittendrin.accounts.factor_upkeep import reset_by_operator
from mittendrin.accounts.invitations import Invitee, invite, invite_first_lead
from mittendrin.accounts.queries import account_with
from mittendrin.accounts.rules import Role
from mittendrin.audit.rules import SYSTEM
from mittendrin.cli.operations import work_on_database
from mittendrin.core.clock import system_clock
from mittendrin.core.email import read_email
from mittendrin.core.language import _
from mittendrin.settings import settings
from mittendrin.volunteering.start_set import add_start_set


async def lead(chosen: argparse.Namespace) -> None:
    async with work_on_database():
        await add_start_set()
        email, now = read_email(chosen.email), system_clock()
        if chosen.another:
            path = await invite(Invitee(email, chosen.name, Role.LEAD, _("das Seniorenbüro")), SYSTEM, now)
        else:
            path = await invite_first_lead(email, chosen.name, now)
    print(
        f"{chosen.name} {await _what_to_do(email)}, once and within seven days, and sets up the second factor."
    )
    print("An app for sign-in codes should be at hand.")
    print(f"{settings().base_url}{path}")


async def _what_to_do(email: str) -> str:
    if await account_with(email):
        return "accepts the role here, signs in with the password as before"
    return "chooses a password here"


async def reset_second_factor(chosen: argparse.Namespace) -> None:
    async with work_on_database():
        await reset_by_operator(read_email(chosen.email), system_clock())
    print(f"{chosen.email} signs in with the password and sets up a new second factor.")
