"""How far an import has come, so that a screen can show it: a callback gets a sentence and a share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from engine.text import Text


@dataclass(frozen=True)
class Progress:
    """``done`` of ``all`` pieces of one stage; ``what`` says which stage in words."""

    stage: str
    done: int
    all: int
    what: Text


Tell: TypeAlias = Callable[[Progress], None]


def opened(parts: int) -> Progress:
    """The file is read; ``parts`` paragraphs and tables are to be looked through."""
    return Progress("read", 0, parts, Text("Đã đọc tệp, đang tìm quy trình", "The file is read, looking for processes"))


def looked(done: int, parts: int) -> Progress:
    """``done`` of ``parts`` paragraphs and tables are looked through."""
    return Progress("read", done, parts, Text("Đang tìm quy trình", "Looking for processes"))


def understood(done: int, processes: int) -> Progress:
    """``done`` of ``processes`` are understood."""
    return Progress("understand", done, processes, Text("Đang hiểu từng quy trình", "Understanding each process"))


def drafted(done: int, procedures: int) -> Progress:
    """``done`` of ``procedures`` have a draft."""
    return Progress("draft", done, procedures, Text("Đang lập bản soạn", "Writing the drafts"))
