"""Time zones: a fixed offset such as +07:00, or a name of the IANA database such as Asia/Ho_Chi_Minh."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]{0,30}(?:/[A-Za-z0-9_+\-]{1,30}){0,3}", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_MAX_OFFSET = 18 * 3600


@lru_cache(maxsize=512)
def zone_from(text: str) -> tzinfo | None:
    """Read "Z", "+07:00" or "@Asia/Ho_Chi_Minh"; None when there is no such zone."""
    if text == "Z":
        return UTC
    if text.startswith("@"):
        return named_zone(text[1:])
    found = _OFFSET.fullmatch(text)
    if not found:
        return None
    sign, hours, minutes, seconds = found.groups()
    if int(minutes) > 59 or int(seconds or 0) > 59:
        return None
    size = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    return fixed_zone(-size if sign == "-" else size)


def fixed_zone(seconds: int) -> timezone | None:
    """The zone so many seconds ahead of UTC; None beyond 18 hours."""
    if abs(seconds) > _MAX_OFFSET:
        return None
    return timezone(timedelta(seconds=seconds)) if seconds else UTC


def named_zone(name: str) -> ZoneInfo | None:
    """The zone of that IANA name, or None."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_name(zone: tzinfo | None) -> str | None:
    """The IANA name of a zone, or None when it is only an offset."""
    return getattr(zone, "key", None)


def printed_zone(zone: tzinfo | None) -> str:
    """The zone as it stands behind a time: "", "Z", "+07:00" or "@Asia/Ho_Chi_Minh"."""
    if zone is None:
        return ""
    name = zone_name(zone)
    if name is not None:
        return "@" + name
    seconds = offset_at(zone, None)
    if not seconds:
        return "Z"
    hours, rest = divmod(abs(seconds), 3600)
    tail = f":{rest % 60:02}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}:{rest // 60:02}{tail}"


def offset_at(zone: tzinfo, moment: datetime | None) -> int:
    """Seconds ahead of UTC at a local moment; without a moment, the zone's standard time."""
    if moment is None:
        moment = datetime(2025, 1, 1)
        saving = zone.dst(moment) or timedelta(0)
        offset = zone.utcoffset(moment) or timedelta(0)
        return int((offset - saving).total_seconds())
    offset = zone.utcoffset(moment) or timedelta(0)
    return int(offset.total_seconds())
