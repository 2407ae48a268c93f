"""Every case of the part of the DMN Technology Compatibility Kit kept here passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.decisions.conformance.runner import FAILED, SKIPPED, run_folder

KIT = Path(__file__).parent / "dmn-tck"
FOLDERS = sorted(path.parent for path in KIT.rglob("*-test-*.xml"))


@pytest.mark.parametrize("folder", sorted(set(FOLDERS)), ids=lambda path: path.name)
def test_every_case_of_the_folder_passes(folder: Path) -> None:
    verdicts = run_folder(folder)
    assert verdicts
    wrong = {
        verdict.id: (verdict.expected, verdict.actual, verdict.reason)
        for verdict in verdicts
        if verdict.status == FAILED
    }
    assert wrong == {}


def test_no_case_kept_here_is_skipped() -> None:
    assert [verdict.id for verdict in run_folder(KIT) if verdict.status == SKIPPED] == []
