"""People who work while the database comes and goes: each plays stories and, when interrupted, looks and goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from engine.platform.time import FixedClock
from tests.support.faults_desk import MONDAY, Desk
from tests.support.faults_picture import Picture, difference, picture, timeless
from tests.support.faults_resume import Undisturbed

_PATIENCE = 90.0
_PAUSE = 0.05


class Worker:
    """One person on a thread of their own; ``deeds`` counts what they did, ``interrupted`` what they had to look at."""

    def __init__(self, here: Desk, right: Undisturbed) -> None:
        self.desk = Desk(here.app, here.wire, here.files, FixedClock(MONDAY))
        self.right = right
        self.deeds = self.stories = self.interrupted = 0
        self._stop = threading.Event()
        self._trouble: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def does(self, more: int) -> None:
        """Wait until they have done so many deeds more."""
        wanted = self.deeds + more
        _until(lambda: self.deeds >= wanted or not self._thread.is_alive())

    def finish(self) -> None:
        """Let them finish the story in hand; what they could not make sense of is raised here."""
        self._stop.set()
        self._thread.join(_PATIENCE)
        if self._trouble is not None:
            raise self._trouble
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with self.desk.app.app_context():
                while not self._stop.is_set():
                    self._story()
                    self.stories += 1
        except BaseException as error:
            self._trouble = error

    def _story(self) -> None:
        dossier = 0
        for number in range(len(self.right.story.deeds)):
            dossier = self._deed(number, dossier)
            self.deeds += 1
        found = difference(_seen(dossier), self.right.pictures[-1])
        assert not found, found

    def _deed(self, number: int, dossier: int) -> int:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                return self.right.story.play(self.desk, number, dossier)
            except DBAPIError as error:
                assert error.connection_invalidated or _is_away(error), error
                self.interrupted += 1
                if dossier and self._done_after_all(number, dossier):
                    return dossier
                time.sleep(_PAUSE)
        raise AssertionError("the database did not come back")

    def _done_after_all(self, number: int, dossier: int) -> bool:
        """Whether what was interrupted had been done; half of it is an error."""
        seen = _seen(dossier)
        if seen == self.right.pictures[number]:
            return False
        found = difference(seen, self.right.pictures[number + 1])
        assert not found, found
        return True


def _seen(dossier: int) -> Picture:
    """The picture of a dossier as soon as the database answers."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            return timeless(picture(dossier))
        except DBAPIError:
            time.sleep(_PAUSE)
    raise AssertionError("the database did not come back")


def _is_away(error: DBAPIError) -> bool:
    """Whether a driver's error says that there is no server to talk to just now."""
    said = str(error.orig)
    return any(words in said for words in ("connection", "shutting down", "starting up", "recovery", "terminating"))


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < deadline, "nothing moves any more"
        time.sleep(0.01)
