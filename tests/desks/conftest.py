import pytest

from makers import a_topic, a_venue
from people import a_maintainer, sign_in
from visitor import Visitor


@pytest.fixture
async def secretary(visitor: Visitor) -> Visitor:
    await a_topic()
    await a_venue()
    await sign_in(visitor, await a_maintainer())
    return visitor
