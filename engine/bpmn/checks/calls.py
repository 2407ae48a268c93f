"""Called processes and further pools: all in this file, none calling itself, none left over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.graph import circles_of
from engine.text import Text

MISSING: Final = refused("called_missing")
CYCLE: Final = refused("calls_itself")
UNUSED: Final = refused("second_process")
NOT_EXECUTABLE: Final = incomplete("not_executable")


def check(subject: Subject) -> Iterator[Raised]:
    """Call activities and the processes of the file."""
    definition = subject.definition
    for node in subject.nodes:
        if node.kind == "call" and node.called not in (*definition.called, definition.process_id):
            yield MISSING.at(
                node.id,
                Text(
                    f"{named(node)} gọi quy trình “{node.called or ''}” không có trong tệp.",
                    f"{named(node)} calls process “{node.called or ''}”, which is not in the file.",
                ),
                Text("Hãy đặt quy trình được gọi vào cùng tệp.", "Put the called process into this file."),
            )
    yield from _circles(subject)
    used = {node.called for node in subject.nodes if node.kind == "call"}
    for key, name in definition.called.items():
        if key not in used:
            yield UNUSED.at(
                key,
                Text(
                    f"Quy trình “{name or key}” trong tệp không bao giờ chạy: một tệp là một quy trình.",
                    f"Process “{name or key}” never runs: a file is one procedure.",
                ),
                Text("Hãy xóa, hoặc gọi nó bằng call activity.", "Delete it, or call it with a call activity."),
            )
    if not definition.executable:
        yield NOT_EXECUTABLE.at(
            subject.place,
            Text("Quy trình chưa được đánh dấu là chạy được.", "The process is not marked executable."),
            Text('Đặt isExecutable="true".', 'Set isExecutable="true".'),
        )


def _circles(subject: Subject) -> Iterator[Raised]:
    main = subject.definition.process_id
    calls: dict[str, list[str]] = {main: [], **{key: [] for key in subject.definition.called}}
    for node in subject.nodes:
        calls.setdefault(node.id, [])
        owner = calls.setdefault(node.parent or main, [])
        if node.kind == "call" and node.called in calls:
            owner.append(node.called)
        elif node.kind in ("subprocess", "adhoc", "transaction"):
            owner.append(node.id)
    for circle in circles_of(calls):
        for node in subject.nodes:
            if node.kind == "call" and node.called in circle and (node.parent or main) in circle:
                yield CYCLE.at(
                    node.id,
                    Text(
                        f"{named(node)} khiến quy trình gọi lại chính nó.",
                        f"{named(node)} makes a process call itself.",
                    ),
                    Text("Hãy bỏ vòng gọi này.", "Break this circle of calls."),
                )
