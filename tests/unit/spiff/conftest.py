"""Lets these tests import the helpers they share with the random processes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "property" / "processes"))
