"""A process of its own that signs people up and says so only afterwards: `python writing_process.py name number`.

Each sign-up takes a seat and adds a row; each confirmed one is a line of output.
"""

import asyncio
import sys

from database.throwaway import Walk, Walker
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.database.transactions import transaction


async def sign_up(name: str) -> None:
    async with transaction():
        await Walk.update({Walk.taken: Walk.taken + 1}).where(Walk.id == 1, Walk.taken < Walk.seats)
        await Walker.insert(Walker(walk=1, name=name))
    sys.stdout.write(f"{name}\n")
    sys.stdout.flush()


async def main(name: str, number: int) -> None:
    await open_pool()
    people = iter(range(number))

    async def worker() -> None:
        for person in people:
            await sign_up(f"{name}{person}")

    await asyncio.gather(*(worker() for _ in range(4)))
    await close_pool()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
