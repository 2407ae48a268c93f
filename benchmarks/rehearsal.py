"""How long a rehearsal takes: ready procedures, made ones of 60 and 200 steps, hard ones, a catalogue of twenty.

    .venv/bin/python -m benchmarks.rehearsal [--smoke]

Figures are CPU seconds of this process, compiling included; the catalogue is the command's, on all cores, wall time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.support.figures import Cell, table
from benchmarks.support.shapes import OPENING, remembered, returning, side_by_side
from engine.procedures.sources import Sources, from_library
from engine.rehearsal import Rehearsal, rehearse

ROOT = Path(__file__).resolve().parents[1]
HEAD = ("procedure", "nodes", "ways", "told", "covered", "whole", "CPU s")


def diamonds(steps: int, loops: int = 0, side_by_side: int = 0) -> bytes:
    """About ``steps`` steps: choices between two, some blocks side by side, and ``loops`` ways back over a third."""
    body, at = ['<bpmn:startEvent id="bd"/>'], "bd"
    flows: list[str] = []

    def user(key: str, outcomes: str = "") -> str:
        said = "".join(f'<tthc:outcome id="{one}" name="{one}"/>' for one in outcomes)
        step = (
            f'<bpmn:extensionElements><tthc:step unit="receiving" post="x">{said}</tthc:step></bpmn:extensionElements>'
        )
        body.append(f'<bpmn:userTask id="{key}" name="{key}">{step}</bpmn:userTask>')
        return key

    def flow(source: str, target: str, condition: str = "") -> str:
        key = f"f{len(flows)}"
        inner = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
        flows.append(
            f'<bpmn:sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}">{inner}</bpmn:sequenceFlow>'
        )
        return key

    blocks = steps // 3
    back_to: list[str] = []
    for number in range(blocks):
        split, join = f"t{number}", f"g{number}"
        ask, one, other = user(f"h{number}", "ab"), user(f"x{number}"), user(f"y{number}")
        if number % max(blocks // max(loops, 1), 1) == 0 and len(back_to) < loops:
            merge = f"q{number}"
            body.append(f'<bpmn:exclusiveGateway id="{merge}"/>')
            flow(at, merge)
            back_to.append(merge)
            at = merge
        flow(at, ask)
        flow(ask, split)
        parallel = number < side_by_side
        usual = flow(split, one)
        flow(split, other, "" if parallel else f'h{number}.outcome = "b"')
        kind, default = ("parallel", "") if parallel else ("exclusive", f' default="{usual}"')
        body.append(f'<bpmn:{kind}Gateway id="{split}"{default}/><bpmn:{kind}Gateway id="{join}"/>')
        flow(one, join)
        flow(other, join)
        at = join
    for number, merge in enumerate(reversed(back_to)):
        ask, split = user(f"l{number}", "ab"), f"s{number}"
        flow(at, ask)
        flow(ask, split)
        flow(split, merge, f'l{number}.outcome = "b"')
        out = f"o{number}"
        body.append(f'<bpmn:exclusiveGateway id="{split}" default="{flow(split, out)}"/>')
        body.append(f'<bpmn:intermediateThrowEvent id="{out}"/>')
        at = out
    end = '<bpmn:extensionElements><tthc:end result="granted"/></bpmn:extensionElements>'
    body.append(f'<bpmn:endEvent id="kt">{end}</bpmn:endEvent>')
    flow(at, "kt")
    return f"{OPENING}{''.join(body)}{''.join(flows)}</bpmn:process></bpmn:definitions>".encode()


def measured(name: str, sources: Sources) -> list[Cell]:
    """One line."""
    began = time.process_time()
    result: Rehearsal = rehearse(sources.bpmn, sources.tables, sources.forms)
    spent = time.process_time() - began
    whole = not any("Not exhausted" in bound.en for bound in result.bounds)
    covered = f"{len(result.nodes_covered)}/{len(result.nodes)}"
    return [name, len(result.nodes), result.paths, len(result.stories), covered, "yes" if whole else "no", spent]


def lines(smoke: bool) -> Iterator[list[Cell]]:
    """Ready procedures, then made ones."""
    keys = sorted(path.stem for path in (ROOT / "procedures_bpmn").glob("*.bpmn"))
    for key in keys[: 2 if smoke else None]:
        yield measured(key, from_library(ROOT, key))
    made: dict[str, Callable[[], bytes]] = {"60 steps": lambda: diamonds(60, 1, 2)}
    if not smoke:
        made["200 steps, three loops"] = lambda: diamonds(198, 3, 4)
        made["60 steps side by side, timers"] = lambda: side_by_side(20)
        made["60 steps, 20 returns each way"] = lambda: returning(20)
        made["198 steps, 66 returns each way"] = lambda: returning(66)
        made["30 steps, 10 decisions read late"] = lambda: remembered(10)
        made["60 steps, 20 decisions read late"] = lambda: remembered(20)
        made["198 steps, 66 decisions read late"] = lambda: remembered(66)
    for name, make in made.items():
        yield measured(name, Sources({"procedure.bpmn": make()}))


def catalogue(number: int = 20) -> float:
    """Wall seconds for so many procedures on all cores."""
    keys = sorted(path.stem for path in (ROOT / "procedures_bpmn").glob("*.bpmn"))
    began = time.perf_counter()
    with ProcessPoolExecutor() as pool:
        list(pool.map(_one, [keys[position % len(keys)] for position in range(number)]))
    return time.perf_counter() - began


def _one(key: str) -> int:
    sources = from_library(ROOT, key)
    return rehearse(sources.bpmn, sources.tables, sources.forms).paths


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few small ones only")
    asked = parser.parse_args()
    print(table(HEAD, lines(asked.smoke)))
    if not asked.smoke:
        print(f"\ntwenty procedures of the catalogue: {catalogue():.1f} s")


if __name__ == "__main__":
    main()
