"""Which steps must be open: an independent reading of structured procedures, without tokens, joins or task trees.

A running block is a small object that says what is open in it and what is left of it after an act. Nothing here is
taken from the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from process_blocks import And, Block, Fails, Loop, Multi, Or, Race, Seq, Step, Sub, Timed, Wait, Xor

Items = tuple[int, ...]
Open = tuple[str, str, Items]
"""Kind (step, wait, call or timer), element, items of the repetitions around it."""


class Running:
    """A block that has begun. ``sides`` collects branches that run beside everything else in their process."""

    def __init__(
        self, block: Block, answers: dict[str, Mapping[str, bool]], items: Items, sides: list[Running]
    ) -> None:
        self.block, self.answers, self.items, self.sides = block, answers, items, sides
        self.parts: list[Running] = []
        self.waiting: list[Items] = []
        self.answered = 0
        self.position = 0
        self.deciding = isinstance(block, Xor | Or)
        self.over = False
        self.begin()

    # -- beginning

    def child(self, block: Block) -> Running:
        return Running(block, self.answers, self.items, self.sides)

    def begin(self) -> None:
        block = self.block
        if isinstance(block, Step | Wait | Fails) or self.deciding:
            self.waiting = [self.items]
        elif isinstance(block, Seq):
            self.next_of(block)
        elif isinstance(block, And):
            self.parts = [self.child(branch) for branch in block.branches]
            self.over = all(part.over for part in self.parts)
        elif isinstance(block, Loop):
            self.begin_pass(block)
        elif isinstance(block, Multi):
            first = min(block.count, 1) if block.sequential else block.count
            self.waiting = [(*self.items, item) for item in range(first)]
            self.over = block.count == 0
        elif isinstance(block, Sub):
            runs = [(*self.items, item) for item in range(block.count)] if block.count else [self.items]
            self.parts = [_Process(block.body, self.answers, items) for items in runs]
            self.over = all(part.over for part in self.parts)
        elif isinstance(block, Timed):
            self.parts = [self.child(block.body)]
            self.over = self.parts[0].over

    def next_of(self, block: Seq) -> None:
        while self.position < len(block.parts):
            self.parts = [self.child(block.parts[self.position])]
            if not self.parts[0].over:
                return
            self.position += 1
        self.over = True

    def begin_pass(self, block: Loop) -> None:
        self.deciding = False
        self.parts = [self.child(block.body)]
        if self.parts[0].over:
            self.ask()

    def ask(self) -> None:
        self.parts, self.deciding, self.waiting = [], True, [self.items]

    # -- what is open

    def open(self) -> Counter[Open]:
        if self.over:
            return Counter()
        kind = {Wait: "wait", Fails: "call"}.get(type(self.block), "step")
        found: Counter[Open] = Counter((kind, self.block.id, items) for items in self.waiting)
        if isinstance(self.block, Race) and not self.parts:
            found += Counter(("wait", name, self.items) for name in self.messages())
        for part in self.parts:
            found += part.open()
        if isinstance(self.block, Timed) and not self.fired():
            found[("timer", self.block.id, self.items)] += 1
        return found

    def messages(self) -> list[str]:
        assert isinstance(self.block, Race)
        return [f"{self.block.id}_{number}" for number in range(len(self.block.branches))]

    def fired(self) -> bool:
        return bool(self.position)

    # -- acts: True when the act was for something in here

    def act(self, what: Open, said: Mapping[str, bool]) -> bool:
        if self.over:
            return False
        kind, element, items = what
        if isinstance(self.block, Race) and not self.parts and items == self.items and element in self.messages():
            self.take([self.messages().index(element)], self.block.branches)
            return True
        if kind != "timer" and element == self.block.id and items in self.waiting:
            self.answers[element] = said
            self.waiting.remove(items)
            self.answer_given(said)
            return True
        if kind == "timer" and element == self.block.id and items == self.items and not self.fired():
            self.fire()
            return True
        for part in self.parts:
            if part.act(what, said):
                self.part_moved()
                return True
        return False

    def answer_given(self, said: Mapping[str, bool]) -> None:
        block = self.block
        if isinstance(block, Step | Wait):
            self.over = True
        elif isinstance(block, Fails):
            self.parts = [self.child(block.late)] if said["b1"] else []
            self.over = all(part.over for part in self.parts)
        elif isinstance(block, Multi):
            self.answered += 1
            if self.answered >= min(block.count, block.enough):
                self.waiting, self.over = [], True
            elif block.sequential:
                self.waiting = [(*self.items, self.answered)]
        elif isinstance(block, Xor):
            self.take([next((n for n in range(1, len(block.branches)) if said[f"b{n}"]), 0)], block.branches)
        elif isinstance(block, Or):
            self.take([n for n in range(1, len(block.branches)) if said[f"b{n}"]] or [0], block.branches)
        elif isinstance(block, Loop):
            if said["again"]:
                self.begin_pass(block)
            else:
                self.over = True

    def take(self, chosen: list[int], branches: tuple[Block, ...]) -> None:
        self.deciding = False
        self.parts = [self.child(branches[number]) for number in chosen]
        self.over = all(part.over for part in self.parts)

    def fire(self) -> None:
        assert isinstance(self.block, Timed)
        self.position = 1
        late = self.child(self.block.late)
        if self.block.interrupting:
            self.parts = [late]
            self.over = late.over
        else:
            self.sides.append(late)

    def part_moved(self) -> None:
        block = self.block
        done = all(part.over for part in self.parts)
        if isinstance(block, Seq) and done:
            self.position += 1
            self.next_of(block)
        elif isinstance(block, Loop) and done:
            self.ask()
        elif done:
            self.over = True


class _Process(Running):
    """A whole process: its block, and the side branches started in it; it is over when all of them are."""

    def __init__(self, block: Block, answers: dict[str, Mapping[str, bool]], items: Items) -> None:
        self.main: Running | None = None
        super().__init__(Seq("", ()), answers, items, [])
        self.over = False
        self.main = Running(block, answers, items, self.sides)
        self.refresh()

    def refresh(self) -> None:
        assert self.main is not None
        self.parts = [self.main, *self.sides]
        self.over = all(part.over for part in self.parts)

    def part_moved(self) -> None:
        self.refresh()


def begin(block: Block) -> Running:
    """The procedure, just started."""
    return _Process(block, {}, ())
