"""Applications citizens began online and have not handed in: kept for a month under a secret only their browser has."""

from __future__ import annotations
