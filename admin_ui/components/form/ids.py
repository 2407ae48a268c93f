"""HTML ids from paths: ``con[0].ten`` → ``f-con-0-ten``."""

from __future__ import annotations

import re
from typing import Final

_OTHER: Final = re.compile(r"[^A-Za-z0-9_]+")


def html_id(path: str) -> str:
    """A stable id, unique because keys hold neither brackets nor hyphens; ``g-`` marks components without a key."""
    return "f-" + _OTHER.sub("-", path.replace("#", "g-")).strip("-")
