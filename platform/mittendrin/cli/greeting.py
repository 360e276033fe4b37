"""What `serve` says before it begins: who can sign in."""

from mittendrin.accounts.tables import Account
from mittendrin.demo.accounts import ACCOUNTS, PASSWORD
from mittendrin.places.tables import CityProfile
from mittendrin.settings import settings

SAMPLE = CityProfile.sample_data.eq(True)


async def say_accounts() -> None:
    """Only while the sample is there: its password is no secret."""
    if not (await CityProfile.table_exists() and await CityProfile.exists().where(SAMPLE)):
        return
    print(f"\nSample data. Sign in at {settings().base_url}/zugang, password {PASSWORD}")
    for account in ACCOUNTS:
        print(f"  {account.email:22} {account.what}")
    print(flush=True)


async def say_how_to_begin() -> None:
    """Only while nobody can sign in: whoever starts the service must not have to search for this."""
    if await Account.table_exists() and not await Account.exists():
        print("\nNobody can sign in yet. This prints the link to the first account:", flush=True)
        print('  mittendrin lead EMAIL "NAME"\n', flush=True)
