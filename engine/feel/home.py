"""The time zone in which today() and now() are said, whatever zone the injected clock uses."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

HOME: Final = ZoneInfo("Asia/Ho_Chi_Minh")
