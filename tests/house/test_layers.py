import os
import subprocess
import sys
from pathlib import Path

from house.the_source import PLATFORM, ROOT


def test_imports_point_down() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    surroundings = os.environ | {"PYTHONPATH": str(PLATFORM), "NO_COLOR": "1"}
    verdict = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
