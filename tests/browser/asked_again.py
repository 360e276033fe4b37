"""Addresses at which the sample city is asked whether something still stands."""

from datetime import timedelta
from typing import Any

from makers import NOW
from mittendrin.volunteering.asking_again import offer_path
from mittendrin.volunteering.searching_again import request_path
from mittendrin.volunteering.tables import HelpRequest, Offer


async def a_resting_request() -> str:
    """Whoever asked for help is asked again."""
    row = (
        await HelpRequest.select(HelpRequest.id, HelpRequest.code)
        .where(HelpRequest.status == "on_hold")
        .first()
    )
    assert row
    asked: dict[Any, Any] = {HelpRequest.asked_again_at: NOW}
    await HelpRequest.update(asked).where(HelpRequest.id == row["id"])
    return request_path(row["code"])


async def an_old_offer() -> str:
    """One that nobody has confirmed for half a year."""
    row = await Offer.select(Offer.id, Offer.code).where(Offer.status == "active").first()
    assert row
    long_ago: dict[Any, Any] = {Offer.confirmed_at: NOW - timedelta(days=200)}
    await Offer.update(long_ago).where(Offer.id == row["id"])
    return offer_path(row["code"])
