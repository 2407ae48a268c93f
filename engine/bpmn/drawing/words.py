"""The text twin of a picture: every step in a sentence, in the order of work, with where it leads and how it stands."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Final

from engine.bpmn.definition import Definition, Node, Step
from engine.bpmn.drawing.state import WORDS, States
from engine.bpmn.graph import Graph
from engine.bpmn.routes import next_stops
from engine.bpmn.table import natural, number_of
from engine.bpmn.vocabulary import Vocabulary, shipped
from engine.bpmn.wording import node_name, outcome_name
from engine.text import Text

_UNITS: Final = {
    "working_hours": Text("giờ làm việc", "working hours"),
    "working_days": Text("ngày làm việc", "working days"),
}


def steps_in_words(
    definition: Definition,
    *,
    done: Collection[str] = (),
    current: Collection[str] = (),
    language: str = "vi",
    vocabulary: Vocabulary | None = None,
) -> tuple[str, ...]:
    """One sentence per step and wait, in the order of work."""
    states = States(frozenset(done), frozenset(current))
    graph = Graph(definition, None)
    position = {key: index for index, key in enumerate(definition.nodes)}
    order = graph.ordered(lambda key: (natural(number_of(definition.nodes[key])), position[key]))
    nodes = [definition.nodes[key] for key in order if definition.nodes[key].kind in ("user", "receive")]
    words = vocabulary or shipped()
    return tuple(_sentence(definition, node, states, language, words) for node in nodes)


def _sentence(definition: Definition, node: Node, states: States, language: str, words: Vocabulary) -> str:
    vietnamese = language != "en"
    name = node_name(definition, node, language) or node.id
    if node.kind == "receive":
        start = name
    else:
        no = number_of(node)
        start = f"Bước {no}: {name}" if vietnamese else f"Step {no}: {name}"
    facts = [fact for fact in (_who(node.step, words, language), _limit(node.step, language)) if fact]
    if facts:
        start += f" ({'; '.join(facts)})"
    state = states.of(node)
    if state:
        start += f" – {WORDS[state].said_in(language)}"
    return f"{start}. {_ways(definition, node, language)}".strip()


def _who(step: Step | None, words: Vocabulary, language: str) -> str:
    if step is None:
        return ""
    post = words.posts.get(step.post or "")
    kind = words.unit_kinds.get((step.unit or "").partition("/")[2])
    names = [one.name.said_in(language) for one in (post, kind) if one is not None]
    return ", ".join(names)


def _limit(step: Step | None, language: str) -> str:
    if step is None or step.limit is None or step.count in ("excluded", "office_hours"):
        return ""
    return f"{_number(step.limit, language)} {_UNITS.get(step.limit_unit, _UNITS['working_hours']).said_in(language)}"


def _number(value: Decimal, language: str) -> str:
    text = format(value.normalize(), "f")
    return text if language == "en" else text.replace(".", ",")


def _ways(definition: Definition, node: Node, language: str) -> str:
    outcomes = node.step.outcomes if node.step else ()
    if not outcomes:
        return _targets(definition, node, {}, language)
    ways = []
    for one in outcomes:
        targets = _targets(definition, node, {node.id: {"outcome": one.id}}, language)
        ways.append(f"{outcome_name(definition, node, one, language)} {targets}".strip())
    return "; ".join(ways) + "."


def _targets(definition: Definition, node: Node, context: dict[str, dict[str, str]], language: str) -> str:
    stops = next_stops(definition, node, context)
    return "→ " + ", ".join(_stop(definition, stop, language) for stop in stops) if stops else ""


def _stop(definition: Definition, node: Node, language: str) -> str:
    name = node_name(definition, node, language) or node.id
    if node.kind == "user":
        return f"bước {number_of(node)}" if language != "en" else f"step {number_of(node)}"
    if node.kind == "end":
        return f"kết thúc: {name}" if language != "en" else f"end: {name}"
    return name
