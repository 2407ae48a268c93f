"""Random structured procedures, walked at random through the real engine, judged by an independent oracle.

The checks accept every one of them. Every act reloads the state from bytes. PROCESSES=5000 walks more, SEED=n begins
elsewhere; a failure names its seed.
"""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from process_blocks import Block, random_process
from process_oracle import Open, Running, begin
from process_printing import print_process
from process_worlds import Dossier

from engine.bpmn.checks import check
from engine.bpmn.vocabulary import shipped
from engine.spiff import Answer, Bundle, Complete, Deliver, Fire, compile_version

PROCESSES = int(os.environ.get("PROCESSES", "600"))
SEED = int(os.environ.get("SEED", "1"))
BATCH = 50
ACTS = 60
VOCABULARY = shipped()
NOT_ABOUT_FLOW = {"post_unknown", "name_key_unknown", "name_unknown"}


def open_in(dossier: Dossier) -> Counter[Open]:
    return Counter((thing.kind, thing.element, thing.items) for thing in dossier.standing.things)


def act_on(dossier: Dossier, what: Open, said: dict[str, bool]) -> None:
    kind, element, item = what
    task = next(t.task for t in dossier.standing.things if (t.kind, t.element, t.items) == what)
    if kind == "timer":
        dossier.world.now += timedelta(days=2)
        dossier.do(Fire(task))
    elif kind == "wait":
        dossier.do(Deliver(task, said))
    elif kind == "call":
        dossier.do(Answer(task, said, "E" if said["b1"] else None))
    else:
        dossier.do(Complete(task, None, said))


def decisions(random: Random, what: Open) -> dict[str, bool]:
    return {"b1": random.random() < 0.5, "b2": random.random() < 0.5, "again": random.random() < 0.45}


def walk(bundle: Bundle, block: Block, random: Random) -> int:
    """Walk to the end or for ACTS acts; engine and oracle must agree around each. Returns the number of acts."""
    dossier, oracle = Dossier(bundle), begin(block)
    for number in range(ACTS):
        compare(dossier, oracle, block)
        if oracle.over:
            return number
        choices = sorted(oracle.open(), key=str)
        timers = [what for what in choices if what[0] == "timer"]
        what = random.choice(timers if timers and random.random() < 0.15 else choices)
        said = decisions(random, what)
        act_on(dossier, what, said)
        assert oracle.act(what, said), what
    return ACTS


def compare(dossier: Dossier, oracle: Running, block: Block) -> None:
    assert not dossier.result.incidents, (dossier.result.incidents, block)
    assert open_in(dossier) == oracle.open(), block
    assert (dossier.result.ended is not None) == oracle.over, block


def refused(bundle: Bundle) -> set[str]:
    """What the checks have against the flow of this procedure."""
    found = check(bundle.definition, VOCABULARY, stage="draft")
    return {finding.code for finding in found if finding.severity == "error"} - NOT_ABOUT_FLOW


def judge(seed: int) -> int:
    """The checks accept the procedure and it opens what the oracle says, on three walks. Returns the number of acts."""
    random = Random(seed)
    block = random_process(random, random.randint(2, 14))
    bundle = compile_version(print_process(block))
    assert not refused(bundle), refused(bundle)
    return sum(walk(bundle, block, random) for _ in range(3))


def judge_all(first: int, last: int) -> None:
    """Judge a range of seeds."""
    for seed in range(first, last):
        try:
            judge(seed)
        except AssertionError as wrong:
            raise AssertionError(f"seed {seed}: {wrong}") from wrong


@pytest.mark.parametrize("first", range(SEED, SEED + PROCESSES, BATCH))
def test_random_procedures_pass_the_checks_and_open_exactly_the_steps_the_oracle_says(first: int) -> None:
    judge_all(first, min(first + BATCH, SEED + PROCESSES))


@pytest.mark.soak
@pytest.mark.skipif("QT_SOAK" not in os.environ, reason="a long campaign: make soak")
@pytest.mark.parametrize("first", range(1, 50_001, 2_500))
def test_fifty_thousand_random_procedures(first: int) -> None:
    judge_all(first, first + 2_500)
