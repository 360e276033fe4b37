"""The Containerfile, line by line, as far as one gets without an engine: what it copies is enough to install the
service, and what it starts is a running, empty, migrated service that writes into its one folder only."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from house.the_source import ROOT
from reliability.waiting import until
from servers import free_port

LINES = re.sub(r"\\\n", " ", (ROOT / "Containerfile").read_text()).splitlines()
PORT = "8000"


def said(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in LINES if line.strip().startswith(f"{word} ")]


def command(line: str) -> list[str]:
    parts = json.loads(line[line.index("[") :])
    assert isinstance(parts, list)
    return [str(part) for part in parts]


@dataclass(frozen=True)
class Image:
    """What the build leaves behind: `programs` is where PATH leads, `data` the one volume."""

    programs: Path
    data: Path
    port: str

    @property
    def environment(self) -> dict[str, str]:
        """Nothing but what the Containerfile says."""
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        return {"PATH": path, "MITTENDRIN_DATA": str(self.data), "PYTHONUNBUFFERED": "1"}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [word.replace(PORT, self.port) for word in words],
            env=self.environment, cwd=self.data, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def written(self) -> set[Path]:
        installed = self.programs.parent
        return {path for path in installed.rglob("*") if path.is_file() and path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Installs from the copied files alone. The pinned packages are those of this environment, borrowed."""
    folder = tmp_path_factory.mktemp("image")
    build, made, data = folder / "build", folder / "opt", folder / "data"
    data.mkdir()
    for copied in said("COPY"):
        *sources, target = copied.split()
        for source in sources if not copied.startswith("--from") else []:
            _copy(ROOT / source, build / target / source if target.endswith("/") else build / target)
    venv.create(made, symlinks=True)
    programs = made / "bin"
    packages = subprocess.check_output(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    )
    Path(packages.strip(), "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "-q"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "."], cwd=build, check=True)
    return Image(programs, data, str(free_port()))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@pytest.fixture(scope="module")
def started(image: Image) -> Iterator[subprocess.Popen[bytes]]:
    start = [word.replace(PORT, image.port) for word in command(said("CMD")[-1])]
    with (image.data / "log").open("wb") as log:
        process = subprocess.Popen(start, env=image.environment, cwd=image.data, stdout=log, stderr=log)
    yield process
    process.kill()
    process.wait()


async def test_it_starts_empty_and_migrated_and_says_how_to_begin(
    image: Image, started: subprocess.Popen[bytes]
) -> None:
    before = image.written()
    check = command(said("HEALTHCHECK")[0])

    async def healthy() -> bool:
        assert started.poll() is None, (image.data / "log").read_text()
        return image.run(*check).returncode == 0

    await until(healthy)
    log = (image.data / "log").read_text()
    assert "mittendrin lead" in log
    assert image.run("mittendrin", "migrate").returncode == 0
    lead = image.run("mittendrin", "lead", "leitung@example.org", "Frau Demo")
    assert "/zugang/einladung/" in lead.stdout, lead.stderr
    assert image.run("mittendrin", "backup", "saved.zip").returncode == 0
    assert {"mittendrin.sqlite", "saved.zip"} <= {path.name for path in image.data.iterdir()}
    assert image.written() == before
    started.terminate()
    assert started.wait(20) == 0
    assert image.run(*check).returncode != 0


def test_it_runs_as_nobody_in_particular_with_one_volume() -> None:
    (user,) = said("USER")
    assert user not in {"root", "0"}
    assert (
        f"useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin {user}"
        in "".join(LINES)
    )
    (environment,) = said("ENV")
    assert said("VOLUME") == ["/data"]
    assert "MITTENDRIN_DATA=/data" in environment.split()


def test_it_installs_exactly_what_is_pinned() -> None:
    """With the words of the Makefile, which every run of the tests goes through."""
    (pinned,) = re.findall(r"^PINNED := \$\(PIP\) (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert any(f"{pinned} -r requirements/run.txt".removeprefix("install ") in line for line in LINES)


# Every module of the service, with the child process that puts helpers and requests together.
READS_ALL_OF_IT = """
import importlib, pkgutil, sys
from pathlib import Path
class LeftOut:
    def find_spec(self, name, path=None, target=None):
        of_tests = name.endswith(".tests") and any(Path(one, "tests").is_dir() for one in path or ())
        if of_tests or name.split(".")[0] in {left_out}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, LeftOut())
import mittendrin
for one in pkgutil.walk_packages(mittendrin.__path__, "mittendrin."):
    importlib.import_module(one.name)
"""


def test_nothing_asks_for_what_the_image_leaves_out() -> None:
    (uninstalled,) = re.findall(r"pip uninstall --yes ([\w ]+)", "\n".join(LINES))
    left_out = set(uninstalled.split())
    assert {"faker", "polyfactory"} <= left_out
    assert "-type d -name tests -prune -exec rm -r" in "".join(LINES)
    code = READS_ALL_OF_IT.replace("{left_out}", repr(left_out))
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"MITTENDRIN_DATA": data}
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
