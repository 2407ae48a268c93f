"""What one step costs: load the state, complete a step, save; CPU time and bytes, beside the library's own serializer.

    .venv/bin/python -m benchmarks.runtime [--rounds 20] [--smoke]

Each line is a reference job: the median over all its steps and rounds, in milliseconds of CPU, then of its early and
its late steps; the largest state in bytes. The last columns are the naive way on the same walk: the stock library with
its JSON of everything, loaded and saved at every step.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "property" / "processes")]

from process_diagrams import Diagram, each  # noqa: E402
from process_worlds import TestWorld  # noqa: E402

from engine.spiff import Complete, Start, advance, compile_version  # noqa: E402
from engine.spiff.expressions import FeelScriptEngine  # noqa: E402
from engine.spiff.standing import inspect  # noqa: E402

FORM = {"ho_ten": "Nguyễn Văn A", "so_tien": 12_000_000, "dat": True}


def dossier_12() -> bytes:
    """Twelve steps, ten of them done: a choice, three side by side, a way back."""
    plot = Diagram().start().gateway("exclusive", "m").gateway("exclusive", "x").gateway("exclusive", "y").end()
    plot.gateway("parallel", "t").gateway("parallel", "g").gateway("exclusive", "q")
    for n in range(1, 13):
        plot.user(f"s{n}")
    plot.path("start", "m", "s1", "s2", "x").flow("x", "s3", default=True).flow("x", "s4", "s2.dat = false")
    plot.path("s3", "y").path("s4", "y").path("y", "t", "s5", "g", "s8", "q").path("t", "s6", "g").path("t", "s7", "g")
    plot.flow("q", "s9", default=True).flow("q", "m", "s8.dat = false")
    return plot.path("s9", "s10", "end").flow("s11", "s12").path("s12", "end").xml()


def sixty_steps() -> bytes:
    """Sixty steps: ten choices and five parallel blocks in a row."""
    plot = Diagram().start().end()
    last = "start"
    for n in range(10):
        plot.user(f"a{n}").gateway("exclusive", f"x{n}").user(f"b{n}").user(f"c{n}").gateway("exclusive", f"y{n}")
        plot.path(last, f"a{n}", f"x{n}").flow(f"x{n}", f"b{n}", f"a{n}.dat = true")
        plot.flow(f"x{n}", f"c{n}", default=True).path(f"b{n}", f"y{n}").path(f"c{n}", f"y{n}")
        last = f"y{n}"
        if n % 2:
            plot.gateway("parallel", f"t{n}").gateway("parallel", f"g{n}").flow(last, f"t{n}")
            for m in range(6):
                plot.user(f"p{n}_{m}").path(f"t{n}", f"p{n}_{m}", f"g{n}")
            last = f"g{n}"
    return plot.flow(last, "end").xml()


def two_hundred_items() -> bytes:
    return Diagram().start().user("a", loop=each("200")).user("b").end().path("start", "a", "b", "end").xml()


def calls_with_timers() -> bytes:
    """Three called processes of three steps, each step with a timer of five days."""
    called = Diagram("q").start("qs").end("qe")
    for n in range(3):
        called.user(f"q{n}").timer(f"qt{n}", "P5D", f"q{n}", False).end(f"qx{n}").flow(f"qt{n}", f"qx{n}")
    called.path("qs", "q0", "q1", "q2", "qe")
    plot = Diagram().start().end().called(called)
    for n in range(3):
        plot.add("callActivity", f"c{n}", called_element="q")
    return plot.path("start", "c0", "c1", "c2", "end").xml()


def loop_of_two() -> bytes:
    plot = (
        Diagram()
        .start()
        .gateway("exclusive", "m")
        .gateway("parallel", "t")
        .user("a")
        .user("b")
        .gateway("parallel", "g")
    )
    plot.gateway("exclusive", "q").user("d").end().path("start", "m", "t", "a", "g", "d", "q").path("t", "b", "g")
    return plot.flow("q", "m", "d.dat = true").flow("q", "end", default=True).xml()


JOBS: dict[str, tuple[Callable[[], bytes], int, bool]] = {
    "dossier-12": (dossier_12, 100, True),
    "60 steps": (sixty_steps, 100, True),
    "200 items": (two_hundred_items, 300, False),
    "3 calls with timers": (calls_with_timers, 100, False),
    "loop, 200 passes": (loop_of_two, 600, False),
}


def ours(data: bytes, limit: int) -> Iterator[tuple[float, int]]:
    """Milliseconds and bytes of each step."""
    bundle, world = compile_version(data), TestWorld()
    state = advance(bundle, None, Start({"ho_so": {"case": "thuong"}}), world).state
    for _ in range(limit):
        steps = [thing for thing in inspect(bundle, state).things if thing.kind == "step"]
        if not steps:
            return
        act = Complete(steps[0].task, None, FORM, "don_vi")
        began = time.process_time()
        state = advance(bundle, state, act, world).state
        yield (time.process_time() - began) * 1000, len(state)


def naive(data: bytes, limit: int) -> Iterator[tuple[float, int]]:
    """The same with the stock library: deserialize, complete, run, serialize."""
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.spiff.parser import SpiffBpmnParser
    from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
    from SpiffWorkflow.util.task import TaskState

    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG))
    parser = SpiffBpmnParser()
    parser.add_bpmn_str(data)
    workflow: Any = BpmnWorkflow(
        parser.get_spec("p"), parser.get_subprocess_specs("p"), script_engine=FeelScriptEngine()
    )
    workflow.do_engine_steps()
    text = serializer.serialize_json(workflow)
    for _ in range(limit):
        began = time.process_time()
        workflow = serializer.deserialize_json(text)
        workflow.script_engine = FeelScriptEngine()
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        if task is None:
            return
        task.data = {**task.data, task.task_spec.bpmn_id: dict(FORM)}
        task.run()
        workflow.do_engine_steps()
        text = serializer.serialize_json(workflow)
        yield (time.process_time() - began) * 1000, len(text.encode())


def measure(
    way: Callable[[bytes, int], Iterator[tuple[float, int]]], data: bytes, limit: int, rounds: int
) -> list[list[tuple[float, int]]]:
    return [list(way(data, limit)) for _ in range(rounds)]


def row(name: str, make: Callable[[], bytes], limit: int, compare: bool, rounds: int) -> str:
    data = make()
    runs = measure(ours, data, limit, rounds)
    times = [cost for run in runs for cost, _ in run]
    early = median(cost for run in runs for cost, _ in run[2:8])
    late = median(cost for run in runs for cost, _ in run[-8:-2])
    size = max(size for run in runs for _, size in run)
    line = f"{name:22}{len(runs[0]):6}{median(times):9.3f}{early:9.3f}{late:9.3f}{size:9}"
    if compare:
        stock = measure(naive, data, limit, max(1, rounds // 4))
        cost, most = median(c for run in stock for c, _ in run), max(s for run in stock for _, s in run)
        line += f"{cost:9.3f}{most:9}{median(times) / cost:8.2f}"
    return line


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--smoke", action="store_true", help="one round, only to prove that it runs")
    chosen = options.parse_args()
    print(f"{'job':22}{'steps':>6}{'ms/step':>9}{'early':>9}{'late':>9}{'bytes':>9}", end="")
    print(f"{'naive ms':>9}{'bytes':>9}{'ratio':>8}")
    for name, (make, limit, compare) in JOBS.items():
        few = min(limit, 12) if chosen.smoke else limit
        print(row(name, make, few, compare, 1 if chosen.smoke else chosen.rounds), flush=True)


if __name__ == "__main__":
    main()
