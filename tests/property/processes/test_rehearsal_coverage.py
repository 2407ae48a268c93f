"""A rehearsal of a random structured procedure meets everything a dossier can meet: nodes, flows, no more, no less.

What can be met is read from the block tree alone. ``make soak`` walks 4,000, PROCESSES=n another number, SEED=n
begins elsewhere. Of the soak's processes a few in a thousand stand in more ways than a walk tries: then it must say
so, and must have met everything all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest
from process_blocks import And, Block, Fails, Loop, Or, Race, Seq, Sub, Timed, Xor, random_process
from process_oracle import begin
from process_printing import print_process

from engine.rehearsal import rehearse_bundle
from engine.spiff import compile_version

SOAK = "QT_SOAK" in os.environ
PROCESSES = int(os.environ.get("PROCESSES", "4000" if SOAK else "120"))
SEED = int(os.environ.get("SEED", "1"))
BATCH = 20


def inner(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block."""
    if isinstance(block, Seq):
        return block.parts
    if isinstance(block, Xor | And | Or | Race):
        return block.branches
    if isinstance(block, Loop | Sub):
        return (block.body,)
    if isinstance(block, Fails):
        return (block.late,)
    return (block.body, block.late) if isinstance(block, Timed) else ()


def everything(block: Block) -> Iterator[Block]:
    yield block
    for one in inner(block):
        yield from everything(one)


def never_met(block: Block) -> tuple[set[str], set[str]]:
    """Ids of nodes, and of blocks, no dossier meets: timers on what is over the moment it begins, and behind them."""
    nodes, blocks = set(), set()
    for one in everything(block):
        if isinstance(one, Timed) and begin(one.body).over:
            nodes |= {one.id, f"{one.id}_end"}
            blocks |= {late.id for late in everything(one.late)}
    return nodes, blocks


def judge(seed: int, size: int = 14) -> None:
    random = Random(seed)
    block = random_process(random, random.randint(2, size))
    bundle = compile_version(print_process(block))
    result = rehearse_bundle(bundle, {})
    nodes, blocks = never_met(block)
    definition = bundle.definition
    lost = {key for key in definition.nodes if key in nodes or key.partition("_")[0] in blocks}
    lost |= {key for key, flow in definition.flows.items() if flow.source in lost}
    assert set(result.not_covered) == lost, (set(result.not_covered) ^ lost, block)
    broken = [one for one in result.findings if one.code in ("deadlock", "dead_end", "loop_without_exit")]
    assert not broken, (broken, block)
    assert all(story.end is not None or not story.straight for story in result.stories), block
    whole = not any("Not exhausted" in one.en for one in result.bounds)
    assert whole or PROCESSES > 120, (seed, result.bounds, block)


@pytest.mark.parametrize("first", range(SEED, SEED + PROCESSES, BATCH))
def test_a_rehearsal_meets_exactly_what_the_blocks_say_can_be_met(first: int) -> None:
    for seed in range(first, min(first + BATCH, SEED + PROCESSES)):
        try:
            judge(seed)
        except AssertionError as wrong:
            raise AssertionError(f"seed {seed}: {wrong}") from wrong
