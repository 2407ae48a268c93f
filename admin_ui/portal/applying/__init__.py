"""Filing online in three steps: where and who, the application, the papers; kept as a draft after each."""

from __future__ import annotations
