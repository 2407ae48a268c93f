"""Where a row comes to stand one place up or down: blocks of other rows are passed as a whole."""

from __future__ import annotations

from admin_ui.declare.working.steps import lines
from admin_ui.declare.working.steps.asked import Asked
from admin_ui.declare.working.steps.lines import Line
from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.platform.errors import Invalid
from engine.text import Text


def rows(definition: Definition) -> list[Line]:
    """The rows that follow each other; waits that only come back belong to the row that asked."""
    made = lines.of(definition, table.read(definition))
    return [one for one in made if one.kind != lines.WAIT or not all(stop.back for stop in one.ways[0].stops)]


def before(asked: Asked) -> str | None:
    """The row in front of the one the form belongs to."""
    found, at = _found(asked)
    return found[at - 1].element if at > 0 else None


def up(asked: Asked) -> str | None:
    """Behind which element the row goes to stand one place higher; None: at the beginning."""
    found, at = _found(asked)
    if at == 0:
        raise _at_the_edge(Text("Bước này đã ở đầu bảng.", "This step is the first already."))
    me, previous = found[at], found[at - 1]
    _refuse_mixing(asked.definition, previous, me)
    first = at - 1
    if previous.parallel != me.parallel and previous.parallel:
        first = min(place for place, one in enumerate(found) if one.parallel == previous.parallel)
    elif previous.cases and not me.cases:
        while first > 0 and found[first - 1].cases:
            first -= 1
    if first == 0:
        return None
    ahead = found[first - 1]
    return _behind_block(asked.definition, ahead) if ahead.parallel != me.parallel else ahead.element


def down(asked: Asked) -> str | None:
    """Behind which element the row goes to stand one place lower."""
    found, at = _found(asked)
    if at == len(found) - 1:
        raise _at_the_edge(Text("Bước này đã ở cuối bảng.", "This step is the last already."))
    me, following = found[at], found[at + 1]
    _refuse_mixing(asked.definition, me, following)
    if following.parallel != me.parallel:
        return _behind_block(asked.definition, following if following.parallel else me)
    if following.cases and not me.cases:
        last = at + 1
        while last + 1 < len(found) and found[last + 1].cases:
            last += 1
        return _merge_behind(asked.definition, found[last].element)
    return following.element


def join_behind(definition: Definition, element: str) -> str | None:
    """The join of the parallel block a row stands in."""
    return _first_behind(definition, element, "parallel")


def _found(asked: Asked) -> tuple[list[Line], int]:
    found = rows(asked.definition)
    at = next((place for place, one in enumerate(found) if one.element == asked.node.id), None)
    if at is None:
        raise _at_the_edge(Text("Dòng này đi liền với bước gọi nó.", "This line goes with the step that asks for it."))
    return found, at


def _refuse_mixing(definition: Definition, first: Line, second: Line) -> None:
    """Legs of a block have no order; a case is changed by its own act, never by moving."""
    side_by_side = first.parallel and first.parallel == second.parallel
    if side_by_side and second.element not in table.graph_of(definition).after_each(first.element):
        raise _at_the_edge(Text("Các bước làm song song không có trước sau.", "Parallel steps have no order."))
    if first.cases and second.cases and first.cases != second.cases:
        raise _at_the_edge(Text("Hai bước thuộc hai trường hợp khác nhau.", "The two steps belong to different cases."))


def _behind_block(definition: Definition, line: Line) -> str:
    """The join behind a row of a parallel block; the row itself when it stands in none."""
    return (join_behind(definition, line.element) if line.parallel else None) or line.element


def _merge_behind(definition: Definition, element: str) -> str:
    return _first_behind(definition, element, "exclusive") or element


def _first_behind(definition: Definition, element: str, kind: str) -> str | None:
    """The first gateway behind a node at which several ways come together."""
    graph = table.graph_of(definition)
    behind = graph.reached_from(graph.forward(element))
    for key in graph.ordered(lambda one: (one,)):
        node = definition.nodes[key]
        if key in behind and node.kind == kind and len(node.incoming) > 1 and len(node.outgoing) == 1:
            return key
    return None


def _at_the_edge(why: Text) -> Invalid:
    return Invalid(why, Text("Bảng không thay đổi.", "The table is as it was."))
