"""Runs automatic work until the dossier rests, within a budget, so that no diagram can hold a request for ever."""

from __future__ import annotations

from engine.spiff.elements.inner import Inner
from engine.spiff.elements.joins import Inclusive
from engine.spiff.errors import StepFailure
from engine.spiff.library import TaskState
from engine.spiff.run import Run
from engine.spiff.task import Token
from engine.text import Text

STEP_BUDGET = 500
MAX_CONTINUATIONS = 20


def run_until_rest(run: Run, budget: int = STEP_BUDGET) -> None:
    """Run ready automatic tokens, then settle sub-processes and joins; stop at rest or at the budget."""
    while True:
        ready = _ready(run)
        if not ready and not settle(run):
            run.continuations = 0
            return
        for token in ready:
            if token.id not in token.workflow.tasks or token._state != TaskState.READY:
                continue
            if run.steps == budget:
                _out_of_budget(run)
                return
            run.steps += 1
            step(run, token)


def step(run: Run, token: Token) -> None:
    """Run one automatic token. What goes wrong stays with the token; the dossier goes on elsewhere."""
    try:
        token.run()
    except Exception as problem:
        run.fail(token, problem, "running")


def settle(run: Run) -> bool:
    """At rest so far: let one finished sub-process or one inclusive join go on. False when there is none."""
    for inner in list(run.instance.subprocesses.values()):
        if not inner.live() and inner.owner._state == TaskState.STARTED:
            _finish(run, inner.owner)
            return True
    for instance in run.instance.everywhere():
        for token in instance.in_state(TaskState.WAITING):
            if isinstance(token.task_spec, Inclusive) and token.task_spec.may_go_on(token):
                token.task_spec.go_on(token)
                return True
    return False


def _ready(run: Run) -> list[Token]:
    found: list[Token] = []
    for instance in run.instance.everywhere():
        found += [token for token in instance.in_state(TaskState.READY) if not token.task_spec.manual]
    return found


def _finish(run: Run, owner: Token) -> None:
    assert isinstance(owner.task_spec, Inner)
    owner.task_spec.close(owner)
    owner.complete()


def _out_of_budget(run: Run) -> None:
    run.continuations += 1
    run.unfinished = True
    if run.continuations < MAX_CONTINUATIONS:
        return
    run.unfinished = False
    run.continuations = 0
    endless = StepFailure(
        "endless_loop",
        Text(
            "Hồ sơ chạy vòng lặp tự động không dừng; quy trình cần được sửa.",
            "The dossier runs in an automatic loop without end; the procedure needs repair.",
        ),
    )
    for token in _ready(run):
        run.fail(token, endless, "running")
