"""Every benchmark still runs: one small round of each, in seconds; figures are not judged here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(script.stem for script in (ROOT / "benchmarks").glob("*.py"))
ON_SQLITE = ["--smoke", "--database", "sqlite"]
OPTIONS = {
    "feel": [],
    "jobs": ON_SQLITE,
    "calendars": ON_SQLITE,
    "steps": ON_SQLITE,
    "web": ON_SQLITE,
    "scale": ON_SQLITE,
}
"""Where a benchmark takes more, or less, than the one option they all have."""


@pytest.mark.parametrize("name", NAMES)
def test_a_small_round_runs(name: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", *OPTIONS.get(name, ["--smoke"])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(done.stdout.splitlines()) >= 3
