"""Parts of a process that would run at the wrong time or not at all: event sub-processes and compensation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

EVENT_SUBPROCESS: Final = refused("event_subprocess")
COMPENSATION: Final = refused("compensation")


def check(subject: Subject) -> Iterator[Raised]:
    """Event sub-processes and compensation activities."""
    for node in subject.nodes:
        if node.by_event:
            yield EVENT_SUBPROCESS.at(
                node.id,
                Text(
                    f"Quy trình con sự kiện {named(node)} không được hỗ trợ.",
                    f"The event sub-process {named(node)} is not supported.",
                ),
                Text("Hãy gắn sự kiện biên vào bước cần theo dõi.", "Attach a boundary event to the step concerned."),
            )
        if node.for_compensation:
            yield COMPENSATION.at(
                node.id,
                Text(
                    f"Bước bù trừ {named(node)} không được hỗ trợ.", f"Compensation ({named(node)}) is not supported."
                ),
                Text(
                    "Hãy vẽ rõ các bước khắc phục bằng đường nối.", "Draw the steps that put things right as a branch."
                ),
            )
