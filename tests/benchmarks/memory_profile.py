"""What a process keeps in memory after pages and a feed: `make bench ARGS=memory_profile`.

The application runs alone in a process without a server. Once as it is, for the size at each step; once more under
tracemalloc, which names the rooms that hold what Python has allocated since the start (and makes the process larger).
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import databases
from benchmarks.big_town import build
from benchmarks.throwaway_database import a_database, in_the_database
from databases import Database

EVENTS = 2_500


def main() -> None:
    for kind in databases.KINDS:
        with a_database(kind) as database:
            in_the_database(database, lambda: build(EVENTS, datetime.now(UTC)))
            print(f"\nMemory, {kind}, {EVENTS:,} events")
            print("\n".join(report(database)), flush=True)


def report(database: Database) -> list[str]:
    plain, traced = _alone(database, "plain"), _alone(database, "traced")
    steps = [f"    {size:4.0f} MB {step}" for step, size in plain["steps"].items()]
    rooms = [f"    {size:4.1f} MB allocated by {room}" for room, size in traced["rooms"].items()]
    return ["  memory of one process", *steps, *rooms]


def _alone(database: Database, how: str) -> dict[str, Any]:
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory_of_one", how],
        env=os.environ | {"MITTENDRIN_DATABASE": database.address},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
