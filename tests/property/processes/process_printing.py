"""Prints a structured procedure as BPMN."""

from __future__ import annotations

from process_blocks import And, Block, Fails, Loop, Multi, Or, Race, Seq, Step, Sub, Timed, Wait, Xor
from process_diagrams import Diagram, each


def print_process(block: Block) -> bytes:
    """The whole file, with a start, the block and an end."""
    diagram = Diagram()
    _process(diagram, block, "top")
    return diagram.xml()


def _process(diagram: Diagram, block: Block, name: str) -> None:
    diagram.start(f"{name}_start")
    diagram.end(f"{name}_end", "granted" if name == "top" else "")
    first, last = _print(diagram, block)
    diagram.flow(f"{name}_start", first)
    diagram.flow(last, f"{name}_end")


def _print(diagram: Diagram, block: Block) -> tuple[str, str]:
    """Print a block; say where it begins and where it ends."""
    return _PRINTERS[type(block)](diagram, block)


def _step(diagram: Diagram, block: Step) -> tuple[str, str]:
    diagram.user(block.id)
    return block.id, block.id


def _wait(diagram: Diagram, block: Wait) -> tuple[str, str]:
    diagram.receive(block.id)
    return block.id, block.id


def _fails(diagram: Diagram, block: Fails) -> tuple[str, str]:
    merge = f"{block.id}_merge"
    diagram.service(block.id).error(f"{block.id}_error", block.id, "E").gateway("exclusive", merge)
    first, last = _print(diagram, block.late)
    diagram.flow(f"{block.id}_error", first).flow(last, merge).flow(block.id, merge)
    return block.id, merge


def _race(diagram: Diagram, block: Race) -> tuple[str, str]:
    merge = f"{block.id}_merge"
    diagram.add("eventBasedGateway", block.id).gateway("exclusive", merge)
    for number, branch in enumerate(block.branches):
        first, last = _print(diagram, branch)
        message = f"{block.id}_{number}"
        diagram.receive(message).flow(block.id, message).flow(message, first).flow(last, merge)
    return block.id, merge


def _multi(diagram: Diagram, block: Multi) -> tuple[str, str]:
    enough = f"count({block.id}.all) >= {block.enough}" if block.enough < 99 else ""
    diagram.user(block.id, loop=each(str(block.count), block.sequential, enough))
    return block.id, block.id


def _seq(diagram: Diagram, block: Seq) -> tuple[str, str]:
    if not block.parts:
        diagram.add("intermediateThrowEvent", block.id)
        return block.id, block.id
    ends = [_print(diagram, part) for part in block.parts]
    for (_, last), (first, _) in zip(ends, ends[1:], strict=False):
        diagram.flow(last, first)
    return ends[0][0], ends[-1][1]


def _branching(diagram: Diagram, block: Xor | And | Or) -> tuple[str, str]:
    kind = {Xor: "exclusive", And: "parallel", Or: "inclusive"}[type(block)]
    split, join = f"{block.id}_split", f"{block.id}_join"
    diagram.gateway(kind, split).gateway(kind, join)
    if kind != "parallel":
        diagram.user(block.id).flow(block.id, split)
    for number, branch in enumerate(block.branches):
        conditional = kind != "parallel" and number > 0
        condition = f"{block.id}.b{number} = true" if conditional else ""
        default = kind != "parallel" and number == 0
        if isinstance(branch, Seq) and not branch.parts:
            diagram.flow(split, join, condition, default)
            continue
        first, last = _print(diagram, branch)
        diagram.flow(split, first, condition, default).flow(last, join)
    return (split if kind == "parallel" else block.id), join


def _loop(diagram: Diagram, block: Loop) -> tuple[str, str]:
    merge, question = f"{block.id}_merge", f"{block.id}_again"
    diagram.gateway("exclusive", merge).gateway("exclusive", question).user(block.id)
    first, last = _print(diagram, block.body)
    diagram.flow(merge, first).flow(last, block.id).flow(block.id, question)
    diagram.flow(question, merge, f"{block.id}.again = true")
    diagram.add("intermediateThrowEvent", f"{block.id}_out").flow(question, f"{block.id}_out", default=True)
    return merge, f"{block.id}_out"


def _sub(diagram: Diagram, block: Sub) -> tuple[str, str]:
    loop = each(str(block.count)) if block.count else ""
    if block.called:
        other = Diagram(f"{block.id}_called")
        other.others = diagram.others
        _process(other, block.body, block.id)
        diagram.add("callActivity", block.id, loop, called_element=other.process)
        diagram.others.append(other)
        return block.id, block.id
    with diagram.inside(block.id, loop=loop):
        _process(diagram, block.body, block.id)
    return block.id, block.id


def _timed(diagram: Diagram, block: Timed) -> tuple[str, str]:
    first, last = _print(diagram, block.body)
    diagram.timer(block.id, "P1D", attached_to=first, interrupting=block.interrupting)
    late_first, late_last = _print(diagram, block.late)
    diagram.flow(block.id, late_first)
    if not block.interrupting:
        diagram.end(f"{block.id}_end").flow(late_last, f"{block.id}_end")
        return first, last
    diagram.gateway("exclusive", f"{block.id}_merge").flow(last, f"{block.id}_merge").flow(
        late_last, f"{block.id}_merge"
    )
    return first, f"{block.id}_merge"


_PRINTERS = {
    Step: _step,
    Wait: _wait,
    Fails: _fails,
    Race: _race,
    Multi: _multi,
    Seq: _seq,
    Xor: _branching,
    And: _branching,
    Or: _branching,
    Loop: _loop,
    Sub: _sub,
    Timed: _timed,
}
