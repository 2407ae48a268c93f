"""Which edition of a procedure a printed sheet is: version, content hash, whether it is in force, earlier editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NOT_IN_FORCE: Final = "KHÔNG PHẢI BẢN ĐANG CÓ HIỆU LỰC"


@dataclass(frozen=True)
class Revision:
    """One line of the revision log, all as printed."""

    number: str
    day: str = ""
    what: str = ""
    decision: str = ""


@dataclass(frozen=True)
class Edition:
    """Facts of the cover. ``content_hash`` is the hash of all sources, by which anybody can tell two prints apart."""

    content_hash: str
    version: str | None = None
    in_force: bool = False
    state: str = "Bản soạn, chưa ban hành"
    issued_by: str | None = None
    decision: str | None = None
    effective_from: str | None = None
    revisions: tuple[Revision, ...] = ()
