"""Structured procedures as small trees, and how to make random ones."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Block:
    """Any piece with one way in and one way out. ``id`` names its step, or its gateways."""

    id: str


@dataclass(frozen=True)
class Step(Block):
    """A person does something."""


@dataclass(frozen=True)
class Wait(Block):
    """A message is waited for."""


@dataclass(frozen=True)
class Fails(Block):
    """A connector is called; an error leads to ``late`` and back into the way behind."""

    late: Block


@dataclass(frozen=True)
class Race(Block):
    """Several messages are waited for; the first that comes decides the branch."""

    branches: tuple[Block, ...]


@dataclass(frozen=True)
class Seq(Block):
    """One after another; empty means a plain flow."""

    parts: tuple[Block, ...]


@dataclass(frozen=True)
class Xor(Block):
    """The step ``id`` decides which one branch is taken."""

    branches: tuple[Block, ...]


@dataclass(frozen=True)
class And(Block):
    """All branches side by side."""

    branches: tuple[Block, ...]


@dataclass(frozen=True)
class Or(Block):
    """The step ``id`` decides which branches are taken; none means the first."""

    branches: tuple[Block, ...]


@dataclass(frozen=True)
class Loop(Block):
    """The body, then the step ``id`` decides whether to do it again."""

    body: Block


@dataclass(frozen=True)
class Multi(Block):
    """``count`` people do the same; ``enough`` answers are enough."""

    count: int
    sequential: bool
    enough: int


@dataclass(frozen=True)
class Sub(Block):
    """A sub-process, or a called process, possibly once for each of ``count`` items (0: not repeated)."""

    body: Block
    count: int = 0
    called: bool = False


@dataclass(frozen=True)
class Timed(Block):
    """A step, repeated step or sub-process with a timer on its border.

    An interrupting timer leads to ``late`` and back into the way behind; the other kind lets ``late`` run beside
    everything else, to an end of its own. Beside a loop it may be under way twice, so nothing is repeated in it.
    """

    body: Block
    late: Block
    interrupting: bool


def random_process(random: Random, size: int) -> Block:
    """A block of about ``size`` steps."""
    return _Grower(random).grow(size)


class _Grower:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.used = 0
        self.loops = 0
        self.once = 0

    def grow(self, size: int) -> Block:
        if size <= 0:
            return Seq(self.name("n"), ())
        if size == 1:
            return self.leaf()
        kinds = [self.seq, self.seq, self.xor, self.branches, self.branches, self.either, self.either]
        kinds += [self.loop, self.loop, self.sub, self.timed, self.fails, self.race]
        return self.random.choice(kinds)(size)

    def name(self, letter: str) -> str:
        self.used += 1
        return f"{letter}{self.used}"

    def leaf(self) -> Block:
        chance = self.random.random()
        if chance < 0.7:
            return Step(self.name("s"))
        if chance < 0.8 or self.once:
            return Wait(self.name("w"))
        count = self.random.randint(0, 3)
        enough = self.random.randint(1, 3) if self.random.random() < 0.4 else 99
        return Multi(self.name("m"), count, self.random.random() < 0.5, enough)

    def shares(self, size: int, at_least: int) -> list[int]:
        parts = [0] * max(at_least, self.random.randint(2, 3))
        for _ in range(size):
            parts[self.random.randrange(len(parts))] += 1
        return parts

    def seq(self, size: int) -> Block:
        return Seq(self.name("q"), tuple(self.grow(part) for part in self.shares(size, 2)))

    def xor(self, size: int) -> Block:
        return Xor(self.name("x"), tuple(self.grow(part) for part in self.shares(size - 1, 2)))

    def branches(self, size: int) -> Block:
        return And(self.name("a"), tuple(self.grow(part) for part in self.shares(size, 2)))

    def either(self, size: int) -> Block:
        return Or(self.name("o"), tuple(self.grow(part) for part in self.shares(size - 1, 2)))

    def loop(self, size: int) -> Block:
        self.loops += 1
        body = self.grow(size - 1)
        self.loops -= 1
        return Loop(self.name("l"), body)

    def sub(self, size: int) -> Block:
        count = 0 if self.once else self.random.choice([0, 0, 1, 2])
        return Sub(self.name("p"), self.grow(size), count, self.random.random() < 0.3)

    def fails(self, size: int) -> Block:
        return Fails(self.name("f"), self.grow(size - 1))

    def race(self, size: int) -> Block:
        return Race(self.name("r"), tuple(self.grow(part) for part in self.shares(size - 1, 2)))

    def timed(self, size: int) -> Block:
        late = self.random.randint(0, min(2, size - 1))
        body = self.sub(size - late) if size - late > 1 else self.leaf()
        interrupting = self.random.random() < 0.6
        alone = not interrupting and self.loops
        self.once += bool(alone)
        behind = self.grow(late)
        self.once -= bool(alone)
        return Timed(self.name("t"), body, behind, interrupting)
