"""Whether a diagram catches an error thrown at an element: an error event there, or on a scope around it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.definition import Definition


def catches(definition: Definition, element: str, code: str) -> bool:
    """Whether the error ``code`` of ``element`` has an event to go to; an event without a code catches every one."""
    places = frozenset(_around(definition, element))
    return any(
        one.attached_to in places and "error" in one.events and one.event_code in (None, code)
        for one in definition.nodes.values()
    )


def _around(definition: Definition, element: str) -> Iterator[str]:
    """The element, the sub-processes it stands in, and the calls of the processes it stands in."""
    seen: set[str] = set()
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        node = definition.nodes.get(here)
        scope = node.parent if node else None
        if scope is not None:
            waiting.append(scope)
            waiting += [one.id for one in definition.nodes.values() if one.kind == "call" and one.called == scope]
