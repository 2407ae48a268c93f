"""Interrupting a story at one point, looking at what is left, and taking it up again to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.platform.errors import AppError
from tests.support.faults_child import Ended, Tell, in_child
from tests.support.faults_desk import Desk, desk
from tests.support.faults_picture import Picture, difference, picture, timeless
from tests.support.faults_points import Points, points
from tests.support.faults_story import Story

Arm = Callable[[Points], None]


@dataclass(frozen=True)
class Undisturbed:
    """What a story leaves behind after each of its deeds when nothing goes wrong; ``commits`` counts each deed's."""

    story: Story
    pictures: tuple[Picture, ...]
    commits: tuple[int, ...]

    @property
    def all_commits(self) -> int:
        """How many commits the whole story has."""
        return sum(self.commits)


def undisturbed(url: str, folder: Path, story: Story) -> Undisturbed:
    """Play a story without any fault."""
    pictures: list[Picture] = [{}]
    commits: list[int] = []
    with desk(url, folder) as here:
        dossier = 0
        for number in range(len(story.deeds)):
            with points(here) as seen:
                dossier = story.play(here, number, dossier)
            commits.append(seen.commits)
            pictures.append(timeless(picture(dossier)))
    return Undisturbed(story, tuple(pictures), tuple(commits))


def interrupted(url: str, folder: Path, story: Story, arm: Arm) -> Ended:
    """Play a story in a child with a fault armed; the child tells ``deed dossier`` after each deed it finished."""

    def body(tell: Tell) -> None:
        with desk(url, folder) as here, points(here) as seen:
            arm(seen)
            play(here, story, tell)

    return in_child(body)


def play(here: Desk, story: Story, tell: Tell) -> None:
    """Play a whole story, acknowledging each deed."""
    dossier = 0
    for number in range(len(story.deeds)):
        dossier = story.play(here, number, dossier)
        tell(f"{number} {dossier}")


@dataclass(frozen=True)
class Resumed:
    """What the survivors found: how many deeds were acknowledged, and whether one more had taken effect."""

    acknowledged: int
    one_more: bool


def resumed(url: str, folder: Path, right: Undisturbed, told: tuple[str, ...], before: int) -> Resumed:
    """Open the database after the crash, examine it, take the story up, and examine it again.

    ``before`` is the newest dossier there was before the story.
    """
    done = len(told)
    with desk(url, folder) as here:
        assert here.findings() == []
        dossier = int(told[-1].split()[1]) if told else max(here.newest(), before)
        dossier = dossier if dossier > before else 0
        one_more = _which(right, done, dossier) > done
        if one_more:
            _repeated(here, right, done, dossier)
        for number in range(done + one_more, len(right.story.deeds)):
            dossier = _taken_up(here, right, number, dossier)
        assert here.findings() == []
    return Resumed(done, one_more)


def _which(right: Undisturbed, done: int, dossier: int) -> int:
    """How many deeds the dossier shows: those acknowledged or one more, each as a whole."""
    seen = timeless(picture(dossier))
    for count in (done, done + 1):
        if count < len(right.pictures) and seen == right.pictures[count]:
            return count
    raise AssertionError(f"half a deed after {done}: {difference(seen, right.pictures[done])}")


def _repeated(here: Desk, right: Undisturbed, number: int, dossier: int) -> None:
    """Whoever did not hear of the success tries again: told so politely, and nothing happens twice."""
    deed = right.story.deeds[number]
    if deed.again == "conflict":
        try:
            right.story.play(here, number, dossier)
        except AppError:
            pass
        else:
            raise AssertionError(f"“{deed.name}” was done twice")
    elif deed.again == "nothing":
        right.story.play(here, number, dossier)
    _same(right, number + 1, dossier)


def _taken_up(here: Desk, right: Undisturbed, number: int, dossier: int) -> int:
    dossier = right.story.play(here, number, dossier)
    here.clock.forward(minutes=5)
    here.run_jobs()
    _same(right, number + 1, dossier)
    return dossier


def _same(right: Undisturbed, count: int, dossier: int) -> None:
    found = difference(timeless(picture(dossier)), right.pictures[count])
    assert not found, f"after “{right.story.deeds[count - 1].name}”: {found}"
