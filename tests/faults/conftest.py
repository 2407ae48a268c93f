"""What the fault campaigns share: where files lie, and how long a campaign is."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

SOAK = "QT_SOAK" in os.environ


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files of an installation lie."""
    return tmp_path / "files"


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> Random:
    """Chance that is the same in every run of one test; ``QT_SEED`` gives another."""
    return Random(f"{os.environ.get('QT_SEED', '1')} {request.node.name}")
