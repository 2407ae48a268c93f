"""From a diagram as data to the elements that run it; a kind of node without its line here is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.bpmn.definition import Connector, Definition, Node
from engine.spiff.bundle import Graph
from engine.spiff.elements.automatic import ConnectorStep, DecisionStep
from engine.spiff.elements.base import Element, Route
from engine.spiff.elements.boundary import Boundary, BoundaryError, BoundaryMessage, BoundaryTimer
from engine.spiff.elements.each import Each
from engine.spiff.elements.ends import End, ErrorEnd, Terminate
from engine.spiff.elements.gateways import Exclusive
from engine.spiff.elements.inner import Inner
from engine.spiff.elements.joins import Inclusive, Parallel
from engine.spiff.elements.scopes import Aside, Guard, Race
from engine.spiff.elements.simple import Passing, Root
from engine.spiff.elements.steps import Messaged, MessageWait, UserStep
from engine.spiff.elements.timers import Timed, TimerCatch
from engine.spiff.errors import NotRunnable
from engine.spiff.expressions import Formula, compile_formula, compile_timer
from engine.spiff.reach import bits_of, reach_of
from engine.spiff.refusals import refuse_node
from engine.text import Text

Maker = Callable[[Graph, Node, str | None], Element]

MAKERS: Mapping[str, Maker] = {
    "start": lambda graph, node, name: Passing(graph, node),
    "throw": lambda graph, node, name: Passing(graph, node),
    "end": lambda graph, node, name: _END[node.events](graph, node),
    "user": lambda graph, node, name: UserStep(graph, node, name=name, manual=True),
    "receive": lambda graph, node, name: MessageWait(graph, node, name=name),
    "service": lambda graph, node, name: ConnectorStep(graph, node, name=name),
    "rule": lambda graph, node, name: DecisionStep(graph, node, name=name),
    "subprocess": lambda graph, node, name: Inner(graph, node, node.id, name=name),
    "call": lambda graph, node, name: Inner(graph, node, node.called or "", name=name),
    "exclusive": lambda graph, node, name: Exclusive(graph, node),
    "parallel": lambda graph, node, name: Parallel(graph, node),
    "inclusive": lambda graph, node, name: Inclusive(graph, node),
    "event_gateway": lambda graph, node, name: Race(graph, node),
    "catch": lambda graph, node, name: _CATCH[node.events](graph, node),
    "boundary": lambda graph, node, name: _BOUNDARY[node.events](graph, node),
}
_END: Mapping[tuple[str, ...], type[Element]] = {(): End, ("terminate",): Terminate, ("error",): ErrorEnd}
_CATCH: Mapping[tuple[str, ...], type[Element]] = {("timer",): TimerCatch, ("message",): MessageWait}
_BOUNDARY: Mapping[tuple[str, ...], type[Boundary]] = {
    ("timer",): BoundaryTimer,
    ("message",): BoundaryMessage,
    ("error",): BoundaryError,
}


def build(definition: Definition, process: str | None, name: str) -> Graph:
    """The graph of the nodes whose parent is ``process`` (None: the procedure itself)."""
    nodes = {node.id: node for node in definition.nodes.values() if node.parent == process}
    graph = Graph(name)
    graph.start = Root(graph, Node(id=name, name=name, kind="process"))
    for node in nodes.values():
        refuse_node(node, definition)
        _add(graph, node, definition)
    guards = _guards(graph, nodes)
    for node in nodes.values():
        _connect(graph.task_specs[node.id], node, definition, guards)
    graph.start.routes = (Route("", _only_start(nodes, name).id),)
    reach, bits = reach_of(nodes, definition), bits_of(nodes)
    for element in graph.task_specs.values():
        element.bit = bits.get(element.node.id, 0)
        if isinstance(element, Inclusive):
            element.reach = reach(element.node)
    return graph


def _add(graph: Graph, node: Node, definition: Definition) -> None:
    if node.loop is None:
        _fit_out(MAKERS[node.kind](graph, node, None), definition)
        return
    each = Each(graph, node, f"{node.id} [item]", sequential=node.loop.sequential)
    each.cardinality = compile_formula(node.loop.cardinality or node.loop.collection or "", node)
    if node.loop.completion:
        each.completion = compile_formula(node.loop.completion, node)
    _fit_out(MAKERS[node.kind](graph, node, each.child), definition)


def _fit_out(element: Element, definition: Definition) -> None:
    node = element.node
    if isinstance(element, Messaged) and node.message in definition.messages:
        element.message = definition.messages[str(node.message)].name
    if isinstance(element, Timed) and node.timer is not None:
        element.formula = compile_timer(node.timer, node)
    if isinstance(element, ConnectorStep):
        said = node.connector or Connector()
        element.params = tuple((param.name, _literal_or_formula(param.value, node)) for param in said.params)
        element.results = tuple((one.variable, _literal_or_formula(one.value, node)) for one in said.results)


def _literal_or_formula(value: str, node: Node) -> str | Formula:
    return compile_formula(value, node) if value.startswith("=") else value


def _guards(graph: Graph, nodes: Mapping[str, Node]) -> dict[str, str]:
    """Put a guard around every activity with boundary events: activity id -> guard name."""
    attached: dict[str, list[str]] = {}
    for node in nodes.values():
        if node.kind == "boundary":
            attached.setdefault(node.attached_to or "", []).append(node.id)
            if not node.interrupting:
                Aside(graph, node)
    guards = {}
    for activity, events in attached.items():
        guard = Guard(graph, nodes[activity])
        guard.inside = (*events, activity)
        guards[activity] = guard.name
    return guards


def _connect(element: Element, node: Node, definition: Definition, guards: Mapping[str, str]) -> None:
    routes = []
    for flow_id in node.outgoing:
        flow = definition.flows[flow_id]
        condition = None
        if flow.condition and node.kind in ("exclusive", "inclusive"):
            condition = compile_formula(flow.condition, node, flow.line)
        is_default = flow_id == node.default or (len(node.outgoing) == 1 and condition is None)
        routes.append(Route(flow_id, guards.get(flow.target, flow.target), condition, is_default))
    element.routes = tuple(routes)


def _only_start(nodes: Mapping[str, Node], name: str) -> Node:
    starts = [node for node in nodes.values() if node.kind == "start"]
    if len(starts) == 1:
        return starts[0]
    raise NotRunnable(
        Text(
            f"Quy trình “{name}” phải có đúng một điểm bắt đầu, hiện có {len(starts)}.",
            f"Process “{name}” must have exactly one start event; it has {len(starts)}.",
        ),
        name,
        None,
        "one_start",
    )
