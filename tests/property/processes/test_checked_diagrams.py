"""What the checks accept, the engine runs: no dead-lock, no step open twice, no refusal.

Structured procedures are deformed (``process_deforming``). Those the checks still accept are walked at random; the
others only have to be refused without an unexpected error. DIAGRAMS=5000 tries more, SEED=n begins elsewhere; a failure
names its seed.
"""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from process_blocks import random_process
from process_deforming import deformed
from process_printing import print_process
from process_worlds import Dossier

from engine.bpmn.checks import check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped
from engine.spiff import Answer, Complete, Deliver, Fire, NotRunnable, compile_version
from engine.spiff.bundle import Bundle

DIAGRAMS = int(os.environ.get("DIAGRAMS", "300"))
SEED = int(os.environ.get("SEED", "0"))
ACTS = 40
NOT_ABOUT_FLOW = {"post_unknown", "name_key_unknown", "name_unknown", "name_not_yet_written"}
VOCABULARY = shipped()


def accepted(data: bytes) -> bool:
    """Whether the checks have nothing against the flow of this diagram."""
    return (
        not {finding.code for finding in check(read(data), VOCABULARY, stage="draft") if finding.severity == "error"}
        - NOT_ABOUT_FLOW
    )


def beside(bundle: Bundle) -> set[str]:
    """Elements behind a timer that does not interrupt: a reminder may well be open from two passes of a loop."""
    nodes, flows = bundle.definition.nodes, bundle.definition.flows
    found = {node.id for node in nodes.values() if node.kind == "boundary" and not node.interrupting}
    todo = list(found)
    while todo:
        key = todo.pop()
        behind = [flows[flow].target for flow in nodes[key].outgoing]
        scope = nodes[key].called or key
        events_and_inside = [node.id for node in nodes.values() if node.attached_to == key or node.parent == scope]
        new = {*behind, *events_and_inside} - found
        found |= new
        todo += new
    return found


def decisions(random: Random) -> dict[str, bool]:
    """What somebody may say at any step."""
    return {"b1": random.random() < 0.5, "b2": random.random() < 0.5, "again": random.random() < 0.4}


def said_before(bundle: Bundle, random: Random) -> dict[str, dict[str, bool]]:
    """Answers of every step from the beginning, so that no condition reads nothing."""
    return {key: decisions(random) for key, node in bundle.definition.nodes.items() if node.kind == "user"}


def wander(bundle: Bundle, random: Random) -> None:
    """Act at random; whatever happens, nothing is stuck and nothing is open twice."""
    dossier, several = Dossier(bundle, **said_before(bundle, random)), beside(bundle)
    for _ in range(ACTS):
        assert not dossier.result.incidents, dossier.result.incidents
        things = dossier.standing.things
        once = [thing for thing in things if thing.element not in several]
        doubled = [what for what, count in Counter((t.element, t.items) for t in once).items() if count > 1]
        assert not doubled, doubled
        if dossier.result.ended is not None:
            return
        thing = random.choice(things)
        said = decisions(random)
        if thing.kind == "timer":
            dossier.world.now += timedelta(days=2)
            dossier.do(Fire(thing.task))
        elif thing.kind == "wait":
            dossier.do(Deliver(thing.task, said))
        elif thing.kind == "call":
            dossier.do(Answer(thing.task, said, "E" if said["b1"] else None))
        else:
            dossier.do(Complete(thing.task, None, said))


def judge(seed: int) -> bool:
    """Deform, check, run. True when the checks accepted the deformed diagram."""
    random = Random(seed)
    data = deformed(print_process(random_process(random, random.randint(2, 10))).decode(), random).encode()
    if not accepted(data):
        try:
            compile_version(data)
        except NotRunnable as refusal:
            assert refusal.text.vi
        return False
    bundle = compile_version(data)
    for _ in range(4):
        wander(bundle, random)
    return True


def judge_all(first: int, last: int) -> int:
    """Judge a range of seeds; how many diagrams the checks accepted."""
    taken = 0
    for seed in range(first, last):
        try:
            taken += judge(seed)
        except (AssertionError, NotRunnable) as wrong:
            raise AssertionError(f"seed {seed}: {wrong}") from wrong
    return taken


@pytest.mark.parametrize("first", range(SEED, SEED + DIAGRAMS, 50))
def test_what_the_checks_accept_never_dead_locks_and_never_opens_a_step_twice(first: int) -> None:
    assert judge_all(first, min(first + 50, SEED + DIAGRAMS))


@pytest.mark.soak
@pytest.mark.skipif("QT_SOAK" not in os.environ, reason="a long campaign: make soak")
@pytest.mark.parametrize("first", range(0, 40_000, 2_500))
def test_forty_thousand_deformed_diagrams(first: int) -> None:
    assert judge_all(first, first + 2_500)
