"""Weather over partners: seeded spells in which they are slow, lose answers, fall silent, fail or are gone."""

from __future__ import annotations

import threading
import time
from random import Random

from engine.connectors.emulators.office import Behaviour, EmulatedOffice
from engine.connectors.emulators.serving import Serving

_MIXED = (
    *([Behaviour.GOOD] * 8),
    *([Behaviour.LATE] * 5),
    *([Behaviour.LOSE] * 3),
    *([Behaviour.SILENCE] * 1),
    *([Behaviour.DOWN] * 1),
    *([Behaviour.SLOW] * 1),
)
_SPELLS = (None, None, None, Behaviour.DOWN, Behaviour.LOSE, Behaviour.LATE)
SLOW_SECONDS = 0.05


class Partner:
    """One agency that listens, and sometimes does not."""

    def __init__(self, office: EmulatedOffice, chance: Random) -> None:
        self.office, self._chance = office, chance
        self.serving = Serving(office, sleep=lambda _: time.sleep(SLOW_SECONDS))
        self.port = int(self.serving.url.rpartition(":")[2])
        self._spell: Behaviour | None = None
        self.deaths = 0
        office.behave = self._behave
        self.serving.start()

    def change(self) -> None:
        """Another spell begins; now and then the agency dies and comes back on the same port."""
        self._spell = self._chance.choice(_SPELLS)
        if self._chance.random() < 0.1:
            self.deaths += 1
            self.serving.stop()
            time.sleep(self._chance.random())
            self.serving = Serving(self.office, self.port, sleep=lambda _: time.sleep(SLOW_SECONDS))
            self.serving.start()

    def clear(self) -> None:
        """The sun comes out for good."""
        self.office.behave, self.office.behaviour = None, Behaviour.GOOD

    def _behave(self) -> Behaviour:
        return self._spell or self._chance.choice(_MIXED)


class Weather:
    """Changes over all partners on a thread of its own, until it is over."""

    def __init__(self, partners: dict[str, Partner], chance: Random, every: float) -> None:
        self._partners, self._chance, self._every = partners, chance, every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Good weather from here on."""
        self._over.set()
        self._thread.join(30)
        for one in self._partners.values():
            one.clear()

    def _run(self) -> None:
        while not self._over.wait(self._every):
            self._chance.choice(list(self._partners.values())).change()
