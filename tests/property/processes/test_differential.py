"""Our runtime against the library, on the same diagram and the same walk: same open steps, same answers, same end.

Loop-free procedures only, without timers: there the library can be trusted as a judge (in loops its joins fire early).
"""

import os
from collections import Counter
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from process_blocks import And, Block, Fails, Loop, Multi, Or, Race, Seq, Step, Sub, Timed, Wait, Xor, random_process
from process_printing import print_process
from process_worlds import Dossier
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.spiff.parser import SpiffBpmnParser
from SpiffWorkflow.spiff.specs.defaults import ReceiveTask
from SpiffWorkflow.util.task import TaskState

from engine.spiff import Complete, Deliver
from engine.spiff.expressions import FeelScriptEngine

WALKS = int(os.environ.get("WALKS", "150"))
Open = tuple[str, tuple[int, ...]]


class WholeNumbers(FeelScriptEngine):
    """FEEL for the library, which wants Python's own whole numbers to count with."""

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        value = super().evaluate(task, expression, external_context)
        return int(value) if isinstance(value, Decimal) and value == int(value) else value


class Stock:
    """The library as it comes, in memory."""

    def __init__(self, data: bytes) -> None:
        parser = SpiffBpmnParser()
        parser.add_bpmn_str(data)
        self.workflow = BpmnWorkflow(
            parser.get_spec("p"), parser.get_subprocess_specs("p"), script_engine=WholeNumbers()
        )
        self.workflow.do_engine_steps()

    def ready(self) -> dict[Open, Any]:
        ready = self.workflow.get_tasks(state=TaskState.READY, manual=True)
        waiting = self.workflow.get_tasks(state=TaskState.WAITING, spec_class=ReceiveTask)
        return {self.name(task): task for task in (*ready, *waiting)}

    def name(self, task: Any) -> Open:
        items: list[int] = []
        element, here = task.task_spec.bpmn_id, task
        while here is not None:
            said = here.internal_data
            if "key_or_index" in said or "item" in said:
                items.insert(0, said.get("key_or_index", said.get("item")))
            owner = here.workflow.parent_task_id
            here = self.workflow.get_task_from_id(owner) if owner is not None else None
        return element, tuple(items)

    def complete(self, what: Open, said: dict[str, bool]) -> None:
        task = self.ready()[what]
        if isinstance(task.task_spec, ReceiveTask):
            task.task_spec.event_definition.catch(task, BpmnEvent(task.task_spec.event_definition, {}))
            task.task_spec._update(task)
        task.data = {**task.data, what[0]: dict(said)}
        task.run()
        self.workflow.do_engine_steps()


def judged_by_the_library(block: Block) -> Block:
    """The same procedure without what the library cannot judge: a loop runs once, a timer never fires."""
    if isinstance(block, Loop):
        return judged_by_the_library(block.body)
    if isinstance(block, Timed):
        return judged_by_the_library(block.body)
    if isinstance(block, Sub):
        return Sub(block.id, judged_by_the_library(block.body), block.count, block.called)
    if isinstance(block, Multi):
        return Multi(block.id, block.count, block.sequential, 99)
    if isinstance(block, Seq):
        return Seq(block.id, tuple(map(judged_by_the_library, block.parts)))
    if isinstance(block, Xor | And | Or):
        return type(block)(block.id, tuple(map(judged_by_the_library, block.branches)))
    if isinstance(block, Race):
        return Xor(block.id, tuple(map(judged_by_the_library, block.branches)))
    if isinstance(block, Fails):
        return Seq(block.id, (Step(f"{block.id}_s"), judged_by_the_library(block.late)))
    assert isinstance(block, Step | Wait)
    return block


def walk(block: Block, random: Random) -> int:
    data = print_process(block)
    ours, stock = Dossier(data), Stock(data)
    acts = 0
    while True:
        mine = {(t.element, t.items): t.task for t in ours.standing.things}
        theirs = stock.ready()
        assert Counter(mine.keys()) == Counter(theirs.keys()), block
        assert (ours.result.ended is not None) == stock.workflow.is_completed(), block
        if ours.result.ended is not None:
            assert all(mine == theirs for _, mine, theirs in said_by_both(ours, stock)), block
            return acts
        what = random.choice(sorted(mine))
        said = {"b1": random.random() < 0.5, "b2": random.random() < 0.5}
        ours.do((Deliver if what[0].startswith("w") else Complete)(mine[what], values=said))
        stock.complete(what, said)
        acts += 1


def said_by_both(dossier: Dossier, stock: Stock) -> list[tuple[str, Any, Any]]:
    """Answers of steps that are not repeated (repeated ones we keep apart; the library lets them overwrite)."""
    said, kept = dossier.result.variables, stock.workflow.data
    plain = {name: answer for name, answer in said.items() if "b1" in answer and "all" not in answer}
    return [(name, {key: answer[key] for key in ("b1", "b2")}, kept.get(name)) for name, answer in plain.items()]


@pytest.mark.parametrize("first", range(0, WALKS, 50))
def test_loop_free_walks_agree_with_the_library(first: int) -> None:
    for seed in range(first, min(first + 50, WALKS)):
        random = Random(seed)
        block = judged_by_the_library(random_process(random, random.randint(2, 12)))
        try:
            walk(block, random)
        except AssertionError as wrong:
            raise AssertionError(f"seed {seed}: {wrong}") from wrong
