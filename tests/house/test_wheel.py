import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from house.the_source import PLATFORM, ROOT, TEMPLATES


def files(folder: Path, under: str) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {f"{under}/{path.as_posix()}" for path in found if "__pycache__" not in path.parts}


def test_the_wheel_carries_all_that_runs(tmp_path: Path) -> None:
    """Templates and migrations lie beside `platform/` here and inside the package once installed."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = files(PLATFORM / "mittendrin", "mittendrin")
    migrations = files(ROOT / "piccolo_migrations", "mittendrin/_migrations")
    assert packed == package | migrations | files(TEMPLATES, "mittendrin/_templates")
