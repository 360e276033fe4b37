"""A PostgreSQL server of one test's own, which it may pull the plug on: nothing is asked of it that a city would not."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from servers import free_port

_FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
INITDB = str(_FOUND[-1]) if _FOUND else shutil.which("initdb")
ROOT = 0


@dataclass(frozen=True)
class Cluster:
    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._pg_ctl("-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def pull_the_plug(self) -> None:
        """Every process of it ends without writing anything down; what it promised is in its log of changes, or lost."""
        self._pg_ctl("-m", "immediate", "-w", "stop")

    def _pg_ctl(self, *arguments: str) -> None:
        run("pg_ctl", "-D", str(self.folder / "data"), *arguments)


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="mittendrin-cluster-"))
    if os.getuid() == ROOT:
        shutil.chown(folder, "postgres")
    cluster = Cluster(folder, free_port())
    try:
        run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "--locale=C.UTF-8")
        cluster.start()
        yield cluster
        cluster.pull_the_plug()
    finally:
        shutil.rmtree(folder)


def run(program: str, *arguments: str) -> None:
    """PostgreSQL refuses to run as root, and its user may not look into our folder."""
    assert INITDB
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == ROOT else []
    command = [*as_postgres, str(Path(INITDB).with_name(program)), *arguments]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)
