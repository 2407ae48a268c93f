"""Scenarios: ways of a dossier that are kept by name with what they must come to, and are gone again at every check."""

from engine.rehearsal.scenarios.differing import Difference, Replayed
from engine.rehearsal.scenarios.files import ScenarioProblem, parse, written
from engine.rehearsal.scenarios.recording import recorded
from engine.rehearsal.scenarios.replaying import replay
from engine.rehearsal.scenarios.running import findings_of, run
from engine.rehearsal.scenarios.scenario import Expected, Filed, Move, Scenario

__all__ = [
    "Difference",
    "Expected",
    "Filed",
    "Move",
    "Replayed",
    "Scenario",
    "ScenarioProblem",
    "findings_of",
    "parse",
    "recorded",
    "replay",
    "run",
    "written",
]
