"""Random well-built processes pass the token check; the same with one gateway of the wrong kind do not."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from engine.bpmn.checks import check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped

CODES = ("join_waits_forever", "runs_twice", "too_tangled")


@dataclass
class Builder:
    """Builds nested blocks; ``joins`` are the parallel joins that really have several branches."""

    dice: random.Random
    tools: Any
    parts: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)
    count: int = 0

    def new(self, kind: str) -> str:
        """A fresh node; returns its id."""
        self.count += 1
        key = f"{kind}{self.count}"
        self.parts.append(
            self.tools.step(key) if kind == "t" else f'<bpmn:{kind}Gateway id="{key}" default="d_{key}"/>'
        )
        return key

    def link(self, source: str, target: str, *, default: bool = False) -> None:
        """A flow, the default one of its source when asked."""
        self.count += 1
        key = f"d_{source}" if default else f"f{self.count}"
        inside = "" if default or source.startswith(("t", "parallel")) else f"don.x = {self.count}"
        condition = f"<bpmn:conditionExpression>{inside}</bpmn:conditionExpression>" if inside else ""
        self.parts.append(
            f'<bpmn:sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}">{condition}</bpmn:sequenceFlow>'
        )

    def block(self, depth: int) -> tuple[str, str]:
        """A random block; returns its first and last node."""
        shape = self.dice.choice(
            ["task", "sequence", "exclusive", "parallel", "inclusive", "loop"] if depth else ["task"]
        )
        if shape == "task":
            step = self.new("t")
            return step, step
        if shape == "sequence":
            (first, middle), (other, last) = self.block(depth - 1), self.block(depth - 1)
            self.link(middle, other)
            return first, last
        if shape == "loop":
            return self.loop(depth)
        split, join = self.new(shape), self.new(shape)
        for number in range(self.dice.randint(2, 3)):
            first, last = self.block(depth - 1)
            self.link(split, first, default=number == 0)
            self.link(last, join)
        if shape == "parallel":
            self.joins.append(join)
        return split, join

    def loop(self, depth: int) -> tuple[str, str]:
        """A block that may be repeated."""
        merge, again = self.new("exclusive"), self.new("exclusive")
        first, last = self.block(depth - 1)
        self.link(merge, first, default=True)
        self.link(last, again)
        self.link(again, merge)
        after = self.new("t")
        self.link(again, after, default=True)
        return merge, after


def built(tools: Any, seed: int) -> tuple[str, Builder]:
    builder = Builder(random.Random(seed), tools)
    first, last = builder.block(4)
    ends = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + tools.flow("s", first) + tools.flow(last, "e")
    return ends + "".join(builder.parts), builder


def found(data: bytes) -> set[str]:
    return {one.code for one in check(read(data), shipped()) if one.code in CODES}


@pytest.mark.parametrize("seed", range(60))
def test_well_built_processes_pass_and_a_wrong_join_does_not(tools: Any, seed: int) -> None:
    body, builder = built(tools, seed)
    assert found(tools.sketch(body)) == set()
    for join in builder.joins[:1]:
        wrong = body.replace(f'<bpmn:parallelGateway id="{join}"', f'<bpmn:exclusiveGateway id="{join}"')
        later = tools.step("sau") + wrong.replace('targetRef="e"', 'targetRef="sau"') + tools.flow("sau", "e")
        assert "runs_twice" in found(tools.sketch(later))
