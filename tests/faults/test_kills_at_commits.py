"""kill −9 just before and just after each commit of whole stories: nothing is lost, nothing happens twice."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.faults_child import die
from tests.support.faults_desk import desk
from tests.support.faults_points import Points, at
from tests.support.faults_resume import Undisturbed, interrupted, resumed, undisturbed
from tests.support.faults_story import BIRTH, INVESTMENT, STORIES, UNANSWERED, Story

SAMPLE = [(BIRTH, 2), (INVESTMENT, 1), (UNANSWERED, 3)]

pytestmark = pytest.mark.any_database


def newest(url: str, folder: Path) -> int:
    with desk(url, folder) as here:
        return here.newest()


def killed_at(url: str, folder: Path, right: Undisturbed, commit: int, after: bool) -> None:
    """Die at one commit and take the story up again."""

    def arm(points: Points) -> None:
        if after:
            points.after_commit = at(commit, die)
        else:
            points.before_commit = at(commit, die)

    before = newest(url, folder)
    ended = interrupted(url, folder, right.story, arm)
    assert ended.killed
    found = resumed(url, folder, right, ended.told, before)
    deed = len(ended.told)
    passed = commit - sum(right.commits[:deed]) - (0 if after else 1)
    assert found.one_more == (passed == right.commits[deed])


def points_of(right: Undisturbed) -> list[tuple[int, bool]]:
    return [(commit, after) for commit in range(1, right.all_commits + 1) for after in (False, True)]


@pytest.mark.parametrize(("story", "sample"), SAMPLE, ids=["birth", "investment", "unanswered"])
def test_a_kill_at_a_commit_loses_nothing_and_doubles_nothing(
    new_database: Any, folder: Path, dice: Random, story: Story, sample: int
) -> None:
    url = new_database("office")
    right = undisturbed(url, folder, story)
    for commit, after in dice.sample(points_of(right), sample):
        killed_at(url, folder, right, commit, after)


@pytest.mark.soak
@pytest.mark.skipif("QT_SOAK" not in os.environ, reason="a long campaign: make soak")
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_kill_at_every_commit_loses_nothing_and_doubles_nothing(
    new_database: Any, folder: Path, story: Story
) -> None:
    url = new_database("office")
    right = undisturbed(url, folder, story)
    every = points_of(right)
    for commit, after in every:
        killed_at(url, folder, right, commit, after)
    print(f"{story.name}: {len(every)} kills, {right.all_commits} commits")
