"""From the files of a published version to the bundle every dossier of it shares."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from engine.bpmn.definition import Definition
from engine.bpmn.reader import read
from engine.spiff.building import build
from engine.spiff.bundle import Bundle, Graph
from engine.spiff.deciding import load_decisions
from engine.spiff.errors import NotRunnable
from engine.text import Text


def compile_version(bpmn: bytes, dmn: Mapping[str, bytes] | None = None) -> Bundle:
    """Compile a diagram and its decision tables.

    Raises Unreadable (engine.bpmn) for bytes that are no diagram, NotRunnable for a diagram this engine refuses.
    """
    tables = dict(dmn or {})
    definition = read(bpmn)
    return Bundle(
        fingerprint=fingerprint(bpmn, tables),
        definition=definition,
        main=build(definition, None, definition.process_id),
        inner=_inner_graphs(definition),
        source=bpmn,
        tables=tables,
        decisions=load_decisions(tables),
    )


def fingerprint(bpmn: bytes, tables: Mapping[str, bytes]) -> str:
    """What a state is pinned to: the files of its version, whole."""
    digest = hashlib.sha256()
    for name, data in (("", bpmn), *sorted(tables.items())):
        digest.update(f"|{name}|{len(data)}|".encode() + data)
    return digest.hexdigest()


def _inner_graphs(definition: Definition) -> dict[str, Graph]:
    """The graphs of every sub-process and every called process, innermost last."""
    _refuse_calling_circles(definition)
    inside = [node.id for node in definition.nodes.values() if node.kind == "subprocess"]
    return {process: build(definition, process, process) for process in (*inside, *_called(definition))}


def _called(definition: Definition) -> list[str]:
    called = []
    for node in definition.nodes.values():
        if node.kind != "call":
            continue
        if node.called not in definition.called:
            raise NotRunnable(
                Text(
                    f"Không tìm thấy quy trình được gọi “{node.called or ''}” trong tệp.",
                    f"The called process “{node.called or ''}” is not in the file.",
                ),
                node.id,
                node.line,
                "called_missing",
            )
        if str(node.called) not in called:
            called.append(str(node.called))
    return called


def _refuse_calling_circles(definition: Definition) -> None:
    calls: dict[str | None, set[str]] = {}
    for node in definition.nodes.values():
        if node.kind == "subprocess":
            calls.setdefault(node.parent, set()).add(node.id)
        elif node.kind == "call" and node.called:
            calls.setdefault(node.parent, set()).add(node.called)
    done: set[str] = set()
    for process in [one for targets in calls.values() for one in targets]:
        _walk_calls(process, calls, (), done)


def _walk_calls(process: str, calls: Mapping[str | None, set[str]], above: tuple[str, ...], done: set[str]) -> None:
    if process in above:
        raise NotRunnable(
            Text(f"Quy trình “{process}” gọi lại chính nó.", f"Process “{process}” calls itself."),
            process,
            None,
            "calls_itself",
        )
    if process in done:
        return
    for target in calls.get(process, ()):
        _walk_calls(target, calls, (*above, process), done)
    done.add(process)
