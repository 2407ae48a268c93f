"""Starting the emulators on their ports: in the demonstration, or by themselves on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.connectors.emulators import known
from engine.connectors.emulators.calling_back import CallBack
from engine.connectors.emulators.emulator import Guarded
from engine.connectors.emulators.serving import Serving

HOST = "http://127.0.0.1"


@dataclass(frozen=True)
class Started:
    """Those that listen, and for the others why not, by the code of the partner."""

    running: tuple[Serving, ...]
    failed: Mapping[str, str]

    def stop(self) -> None:
        """Stop all."""
        for one in self.running:
            one.stop()


def addresses() -> dict[str, str]:
    """Where each emulator listens, by the code of its partner; the same address is its panel."""
    return {code: f"{HOST}:{port}" for code, (port, _) in known.installed().items()}


@dataclass(frozen=True)
class Means:
    """What an emulator shares with the installation: where it calls back, and the token it is to ask for."""

    back: CallBack | None = None
    token: str = ""


def start(means: Mapping[str, Means]) -> Started:
    """Start every emulator; a port somebody else has keeps none of the others from starting."""
    running, failed = [], {}
    for code, (port, make) in known.installed().items():
        made, mine = make(), means.get(code, Means())
        if mine.token and isinstance(made, Guarded):
            made.token = mine.token
        try:
            one = Serving(made, port, back=mine.back)
        except OSError as error:
            failed[code] = f"{port}: {error.strerror}"
            continue
        one.start()
        running.append(one)
    return Started(tuple(running), failed)
