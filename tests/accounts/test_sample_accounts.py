"""Only the sample city makes accounts that do without a second factor, also where it was loaded long ago."""

from importlib.util import module_from_spec, spec_from_file_location

from databases import Database
from makers import a_city, an_account
from mittendrin.accounts.tables import Account
from mittendrin.paths import MIGRATIONS
from mittendrin.places.tables import CityProfile

MARKING = "mittendrin_2026_11_28t19_49_17_000000"


async def marked() -> list[str]:
    """Runs the migration once more."""
    spec = spec_from_file_location(MARKING, MIGRATIONS / f"{MARKING}.py")
    assert spec and spec.loader
    migration = module_from_spec(spec)
    spec.loader.exec_module(migration)
    await migration.mark_sample_accounts()
    rows = (
        await Account.select(Account.email).where(Account.sample.eq(True)).order_by(Account.email, Account.id)
    )
    return [row["email"] for row in rows]


async def test_a_real_city_has_none_whatever_its_addresses(database: Database) -> None:
    await a_city()
    await an_account("buero@example.org")
    assert await marked() == []


async def test_the_sample_that_was_there_already_has_its_own(database: Database) -> None:
    await a_city()
    await CityProfile.update({CityProfile.sample_data: True}).where(CityProfile.id > 0)
    for email in ("beirat@example.org", "buero@example.org", "wer@example.org"):
        await an_account(email)
    assert await marked() == ["beirat@example.org", "buero@example.org"]
