"""`make bench`: runs every module beside this one that has a `main()`, one after the other."""

import compileall
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE.parents[1] / "platform"
EVERY = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def chosen(names: list[str]) -> list[str]:
    unknown = set(names) - set(EVERY)
    if unknown:
        sys.exit(
            f"No benchmark called {', '.join(sorted(unknown))}. There are: {', '.join(EVERY) or 'none yet'}."
        )
    return names or EVERY


# As in an installed service, also where Python was told to write no bytecode: a server then starts with it.
compileall.compile_dir(SOURCES, quiet=1)
# Read on import by everything that a benchmark imports.
os.environ["MITTENDRIN_DATA"] = tempfile.mkdtemp(prefix="mittendrin-bench-")
for name in chosen(sys.argv[1:]):
    benchmark = import_module(f"benchmarks.{name}")
    if hasattr(benchmark, "main"):
        benchmark.main()
