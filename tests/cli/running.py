"""The program `mittendrin` as an operator runs it: a process of its own, on the test's database."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import mittendrin
from databases import Database

SOURCES = Path(mittendrin.__file__).parent.parent


@dataclass(frozen=True)
class Shell:
    database: Database
    data: Path

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "PYTHONPATH": str(SOURCES),
            "MITTENDRIN_DATABASE": self.database.address,
            "MITTENDRIN_DATA": str(self.data),
            "MITTENDRIN_BASE_URL": "https://mittendrin.example.org",
            "COLUMNS": "200",
            **settings,
        }
        command = [sys.executable, "-W", "error", "-m", "mittendrin.cli.main", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    def last_line(self, *arguments: str, **settings: str) -> str:
        """What a command says in the end, after its progress bar."""
        done = self.run(*arguments, **settings)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1]
