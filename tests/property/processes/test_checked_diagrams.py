"""What the checks accept, the engine runs: no dead-lock, no step open twice, no refusal.

Structured procedures get flows added, bent or cut and gateways changed. Those the checks still accept are walked at
random; the others only have to be refused without an unexpected error.
"""

import os
import re
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from process_blocks import random_process
from process_printing import print_process
from process_worlds import Dossier

from engine.bpmn.checks import check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped
from engine.spiff import Answer, Complete, Deliver, Fire, NotRunnable, compile_version
from engine.spiff.bundle import Bundle

DIAGRAMS = int(os.environ.get("DIAGRAMS", "300"))
ACTS = 40
NOT_ABOUT_FLOW = {"post_unknown", "name_key_unknown", "name_unknown"}
VOCABULARY = shipped()

FLOW = re.compile(r'<bpmn:sequenceFlow id="(\w+)" sourceRef="(\w+)" targetRef="(\w+)">')
GATEWAY = re.compile(r"(exclusive|parallel|inclusive)Gateway")


def deform(text: str, random: Random) -> str:
    """One random change of the drawing."""
    flows = list(FLOW.finditer(text))
    one, other = random.choice(flows), random.choice(flows)
    id, source, _ = one.groups()
    change = random.randrange(4)
    if change == 0:
        return text.replace(one.group(), f'<bpmn:sequenceFlow id="{id}" sourceRef="{source}" targetRef="{other[3]}">')
    if change == 1:
        extra = f'<bpmn:sequenceFlow id="them{random.randrange(999)}" sourceRef="{source}" targetRef="{other[3]}">'
        return text.replace(one.group(), f"{extra}</bpmn:sequenceFlow>{one.group()}", 1)
    if change == 2:
        return text.replace(one.group(), f'<bpmn:sequenceFlow id="{id}" sourceRef="{other[2]}" targetRef="{one[3]}">')
    names = re.findall(r'<bpmn:(?:exclusive|parallel|inclusive)Gateway id="(\w+)"', text)
    if not names:
        return text
    name, kind = random.choice(names), random.choice(["exclusive", "parallel", "inclusive"])
    return re.sub(
        rf'<bpmn:\w+Gateway id="{name}"(.*?)</bpmn:\w+Gateway>',
        rf'<bpmn:{kind}Gateway id="{name}"\1</bpmn:{kind}Gateway>',
        text,
    )


def accepted(data: bytes) -> bool:
    """Whether the checks have nothing against the flow of this diagram."""
    return (
        not {finding.code for finding in check(read(data), VOCABULARY, stage="draft") if finding.severity == "error"}
        - NOT_ABOUT_FLOW
    )


def beside(bundle: Bundle) -> set[str]:
    """Elements behind a timer that does not interrupt: a reminder may well be open from two passes of a loop."""
    definition = bundle.definition
    found: set[str] = set()
    todo = [node.id for node in definition.nodes.values() if node.kind == "boundary" and not node.interrupting]
    while todo:
        flows = [definition.flows[flow] for flow in definition.nodes[todo.pop()].outgoing]
        new = {flow.target for flow in flows} - found
        found |= new
        todo += new
    return found | {node.id for node in definition.nodes.values() if node.parent in found}


def wander(bundle: Bundle, random: Random) -> None:
    """Act at random; whatever happens, nothing is stuck and nothing is open twice."""
    dossier, several = Dossier(bundle), beside(bundle)
    for _ in range(ACTS):
        codes = {incident.code for incident in dossier.result.incidents}
        assert "stuck" not in codes, dossier.result.incidents
        things = dossier.standing.things
        once = [thing for thing in things if thing.element not in several]
        doubled = [what for what, count in Counter((t.element, t.items) for t in once).items() if count > 1]
        assert not doubled, doubled
        if dossier.result.ended is not None or codes or not things:
            return
        thing = random.choice(things)
        said = {"b1": random.random() < 0.5, "b2": random.random() < 0.5, "again": random.random() < 0.4}
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
    text = print_process(random_process(random, random.randint(2, 10))).decode()
    for _ in range(random.randint(1, 3)):
        text = deform(text, random)
    data = text.encode()
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


@pytest.mark.parametrize("first", range(0, DIAGRAMS, 50))
def test_what_the_checks_accept_never_dead_locks_and_never_opens_a_step_twice(first: int) -> None:
    taken = 0
    for seed in range(first, min(first + 50, DIAGRAMS)):
        try:
            taken += judge(seed)
        except (AssertionError, NotRunnable) as wrong:
            raise AssertionError(f"seed {seed}: {wrong}") from wrong
    assert taken
