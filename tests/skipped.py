"""Says at the end of a run what was left out, and why."""

import os
from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    lines = [f"{number} tests: {reason}" for reason, number in reasons.most_common()]
    if "MITTENDRIN_TEST_POSTGRES" not in os.environ:
        lines.append("The database tests ran on SQLite only: set MITTENDRIN_TEST_POSTGRES=postgresql://…")
    for line in lines:
        terminalreporter.write_line(f"Not run: {line}", yellow=True)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return "no reason given"
