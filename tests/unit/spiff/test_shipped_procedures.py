"""The shipped procedures compile, and wandering officers always reach an end without an incident."""

from pathlib import Path
from random import Random

import pytest
from process_worlds import Dossier

from engine.spiff import compile_version

FILES = sorted((Path(__file__).parents[3] / "procedures_bpmn").glob("*.bpmn"))
ACTS = 400


def bundle(path: Path) -> Dossier:
    tables = {table.name: table.read_bytes() for table in path.parent.glob("*.dmn")}
    first = {"case": "thuong", "channel": "desk", "quantity": 1}
    return Dossier(compile_version(path.read_bytes(), tables), don={}, ho_so=first)


def chosen_lists(dossier: Dossier, element: str) -> dict[str, object]:
    """Values for the lists of units that later steps take from this step's form."""
    values: dict[str, object] = {}
    for node in dossier.bundle.definition.nodes.values():
        unit = node.step.unit if node.step and node.step.unit else ""
        if unit.startswith(f"chosen:{element}."):
            values[unit.removeprefix(f"chosen:{element}.").split("/")[0]] = ["don_vi_1", "don_vi_2"]
    return values


def act_somewhere(dossier: Dossier, random: Random) -> None:
    thing = random.choice(dossier.standing.things)
    if thing.kind == "wait":
        dossier.deliver(thing.element)
    elif thing.kind == "timer":
        dossier.fire(thing.element)
    elif thing.kind == "call":
        dossier.answer(thing.element)
    else:
        node = dossier.bundle.definition.nodes[thing.element]
        outcomes = [outcome.id for outcome in node.step.outcomes] if node.step else []
        item = thing.items[-1] if thing.items else None
        values = chosen_lists(dossier, thing.element)
        dossier.complete(thing.element, random.choice(outcomes) if outcomes else None, item, **values)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_procedure_always_reaches_an_end(path: Path) -> None:
    for seed in range(20):
        random = Random(seed)
        dossier = bundle(path)
        for _ in range(ACTS):
            assert not dossier.result.incidents
            assert len(dossier.state or b"") < 4_096
            if dossier.result.ended is not None:
                break
            act_somewhere(dossier, random)
        assert dossier.result.ended is not None
        assert dossier.result.ended.result in ("granted", "refused", "stopped")


def test_there_are_shipped_procedures() -> None:
    assert FILES
