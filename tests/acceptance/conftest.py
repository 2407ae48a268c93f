"""The office every story takes place in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.platform.db import db
from tests.support.office import Office, opened


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[Office]:
    """The demo office on Monday morning, with its five procedures and no dossier yet."""
    for one in opened(new_database("office"), tmp_path):
        yield one
        with one.app.app_context():
            assert one.findings() == []
            db.engine.dispose()
