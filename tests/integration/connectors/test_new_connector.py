"""`quytrinh connector new` writes a connector whose own test passes, and the registry takes it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from engine.connectors import registry, scaffolding
from engine.connectors.contrib.rest import Rest


def test_what_is_scaffolded_passes_its_own_test_and_can_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = scaffolding.write("tra_cuu_dat", tmp_path)
    package = tmp_path / "tra_cuu_dat"
    assert package / "tests" / "test_tra_cuu_dat.py" in made
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(package)]
    root = str(Path(__file__).resolve().parents[3])
    env = {"PYTHONPATH": f"{package}:{root}", "PATH": ""}
    done = subprocess.run([*run, str(package / "tests")], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.syspath_prepend(str(package))
    point = EntryPoint("tra_cuu_dat", "tra_cuu_dat.connector:TraCuuDat", registry.GROUP)
    assert set(registry.gathered([Rest], [point])) == {"rest", "tra_cuu_dat"}


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    scaffolding.write("mot", tmp_path)
    with pytest.raises(FileExistsError):
        scaffolding.write("mot", tmp_path)


def test_two_connectors_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="rest"):
        registry.gathered([Rest, Rest], [])
