"""Where a process begins: exactly one plain start event in the procedure and in every sub-process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

ONE_START: Final = refused("one_start")
NO_END: Final = refused("no_end")


def check(subject: Subject) -> Iterator[Raised]:
    """Scopes without a start or end, or with several starts."""
    for scope, graph in subject.graphs.items():
        place = scope or subject.place
        if len(graph.starts) != 1:
            yield ONE_START.at(
                place,
                Text(
                    f"“{place}” phải có đúng một sự kiện bắt đầu, hiện có {len(graph.starts)}.",
                    f"“{place}” must have exactly one start event; it has {len(graph.starts)}.",
                ),
                Text(
                    "Hãy vẽ một sự kiện bắt đầu và nối vào bước đầu tiên.",
                    "Draw one start event before the first step.",
                ),
            )
        if not graph.ends:
            yield NO_END.at(
                place,
                Text(f"“{place}” không có sự kiện kết thúc.", f"“{place}” has no end event."),
                Text("Hãy vẽ sự kiện kết thúc sau bước cuối.", "Draw an end event behind the last step."),
            )
