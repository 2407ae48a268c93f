"""The ways of a rehearsal as data beside its stories: how to play each, how rare it is, what tells it from others."""

from __future__ import annotations

from typing import Any

from engine.bpmn.definition import Definition
from engine.rehearsal.comparing.signature import Turns
from engine.rehearsal.playing.stories import scenario_of
from engine.rehearsal.rehearsing import Rehearsal
from engine.rehearsal.report import plain
from engine.rehearsal.scenarios.files import as_data


def told(definition: Definition, result: Rehearsal) -> list[dict[str, Any]]:
    """One entry per story, in the order of the stories."""
    pairs = list(zip(result.ways, result.stories, strict=True))
    turns = Turns(
        {key: node.kind for key, node in definition.nodes.items()},
        {key: flow.source for key, flow in definition.flows.items()},
        [(way, story.case, story.ends) for way, story in pairs],
    )
    return [
        {
            "signature": turns.signature(way, story.case, story.end or story.ends),
            "unusual": turns.unusual(way, story.case),
            "name": list(story.name),
            "hours": plain(story.hours),
            "steps": len(way.edges) - 1,
            "passes": [edge.choice.element for edge in way.edges if edge.choice.element],
            "play": as_data(scenario_of(story.name.vi[:200], way)),
        }
        for way, story in pairs
    ]
