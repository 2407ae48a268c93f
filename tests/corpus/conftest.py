"""The corpus's judge and the maker of office files are imported by path: tests are collected without packages."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit" / "sheets")]
