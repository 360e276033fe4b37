"""Where the time goes before a process can answer: `make bench ARGS=start_profile`.

The steps are those of one server process, in a new one without a server. Which packages were slow to read in stands
below them: each alone, without what it reads in itself.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter

import databases
from benchmarks.throwaway_database import a_database
from databases import Database

MOST = 8
STEPS = """
import asyncio, json, time
begun, steps = time.perf_counter(), {}
def done(step):
    global begun
    steps[step], begun = time.perf_counter() - begun, time.perf_counter()
from mittendrin.cli.serving import make_app
done("reading in")
make_app()
done("putting together")
from mittendrin.database.pool import close_pool, open_pool
async def opened():
    await open_pool()
    done("opening the database")
    await close_pool()
asyncio.run(opened())
print(json.dumps(steps))
"""
_READ_IN = re.compile(r"import time:\s*(\d+) \|\s*\d+ \|\s*(\w+)")


def main() -> None:
    for kind in databases.KINDS:
        with a_database(kind) as database:
            print(f"\nStart, {kind}")
            print("\n".join(report(database)), flush=True)


def report(database: Database) -> list[str]:
    steps: dict[str, float] = json.loads(_said(database).stdout.splitlines()[-1])
    packages: Counter[str] = Counter()
    for own, package in _READ_IN.findall(_said(database, "-X", "importtime").stderr):
        packages[package] += int(own)
    return [
        "  start of one process",
        *(f"    {seconds:5.2f} s {step}" for step, seconds in steps.items()),
        *(
            f"    {own / 1_000_000:5.2f} s of the reading in: {name}"
            for name, own in packages.most_common(MOST)
        ),
    ]


def _said(database: Database, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", STEPS],
        env=os.environ | {"MITTENDRIN_DATABASE": database.address},
        capture_output=True, text=True, check=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
