"""Every benchmark still runs: one small round of each, in seconds; figures are not judged here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = {
    "feel": [],
    "runtime": ["--smoke"],
    "steps": ["--smoke", "--database", "sqlite"],
    "bombs": ["--smoke"],
    "web": ["--smoke", "--database", "sqlite"],
    "scale": ["--smoke", "--database", "sqlite"],
}


def test_no_benchmark_is_left_out() -> None:
    assert {script.stem for script in (ROOT / "benchmarks").glob("*.py")} - {"__init__"} == set(SMALL)


@pytest.mark.parametrize("name", SMALL)
def test_a_small_round_runs(name: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", *SMALL[name]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(done.stdout.splitlines()) >= 3
