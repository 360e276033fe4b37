"""Many people at a real server: each fills in the form and presses "Jetzt absenden", all at the same moment."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from mittendrin.core.tokens import new_token
from servers import Server

# Those who answer faster than a person are taken for robots.
A_PERSON_NEEDS = 2.1


@dataclass(frozen=True)
class Answer:
    """What came at once. `code` and the address of the `slip` are there when it has worked."""

    status: int
    code: str
    slip: str
    text: str


@dataclass(frozen=True)
class Crowd:
    """`stamp` is from a check page that one of them has read at leisure."""

    client: httpx.AsyncClient
    stamp: str

    async def sign_up(self, slug: str, occurrence: int, number: int, party: int = 1) -> Answer:
        """Once, and whatever the server says counts."""
        form = answers(occurrence, number, party) | {"schluessel": new_token(), "stempel": self.stamp}
        headers = seen_from(number)
        sent = await self.client.post(
            f"/veranstaltungen/{slug}/anmelden/absenden", data=form, headers=headers
        )
        slip = sent.headers.get("location", "")
        code = re.search(r"/meine-termine/(\w{8})/", slip)
        return Answer(sent.status_code, code.group(1) if code else "", slip, sent.text)

    async def read(self, answer: Answer, number: int) -> str:
        """The page that follows, or the one that came at once."""
        if not answer.slip:
            return answer.text
        page = await self.client.get(answer.slip, headers=seen_from(number))
        assert page.status_code == 200, page.text
        return page.text


def answers(occurrence: int, number: int, party: int) -> dict[str, str]:
    return {
        "termin": str(occurrence),
        "fuer": "mich",
        "name": f"Demo-Person {number}",
        "telefon": f"0171 39{number:05}",
        "personen": str(party),
    }


def seen_from(number: int) -> dict[str, str]:
    """Everybody sits at home: the limits for one network stay on and do not matter."""
    return {"x-forwarded-for": f"198.18.{number // 250}.{number % 250 + 1}"}


@asynccontextmanager
async def a_crowd(server: Server, slug: str, occurrence: int, connections: int = 60) -> AsyncIterator[Crowd]:
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    headers = {"origin": server.base_url, "sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(
        base_url=server.base_url, headers=headers, limits=limits, timeout=60
    ) as client:
        yield Crowd(client, await read_check_page(client, slug, occurrence))


async def read_check_page(client: httpx.AsyncClient, slug: str, occurrence: int) -> str:
    page = await client.post(
        f"/veranstaltungen/{slug}/anmelden", data=answers(occurrence, 0, 1), headers=seen_from(0)
    )
    stamp = re.search(r'name="stempel" value="([^"]+)"', page.text)
    assert stamp, page.text
    await asyncio.sleep(A_PERSON_NEEDS)
    return stamp.group(1)
