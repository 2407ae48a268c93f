"""The only package that knows SpiffWorkflow: compiled versions, compact state, and what a step means (``advance``)."""

from engine.spiff.acts import Act, Answer, Complete, Continue, Deliver, Fire, Restore, Retry, Start, Withdraw
from engine.spiff.advancing import advance
from engine.spiff.bundle import Bundle
from engine.spiff.errors import (
    AlreadyEnded,
    BadState,
    NotOpen,
    NotRunnable,
    SpiffError,
    TooEarly,
    UnknownOutcome,
    UnstorableValue,
    WrongLibrary,
    WrongVersion,
)
from engine.spiff.result import (
    Closed,
    ClosedStep,
    ConnectorCall,
    Decided,
    Ended,
    Incident,
    OpenedStep,
    OpenedTimer,
    OpenedWait,
    StepResult,
    Warned,
)
from engine.spiff.snapshots import snapshot, stands_alone, state_in
from engine.spiff.specs import compile_version
from engine.spiff.standing import OpenTasks, Standing, Thing, inspect, open_tasks
from engine.spiff.untrusted import compile_untrusted
from engine.spiff.world import Assigned, Request, Unresolved, World

__all__ = [
    "Act",
    "AlreadyEnded",
    "Answer",
    "Assigned",
    "BadState",
    "Bundle",
    "Closed",
    "ClosedStep",
    "Complete",
    "ConnectorCall",
    "Continue",
    "Decided",
    "Deliver",
    "Ended",
    "Fire",
    "Incident",
    "NotOpen",
    "NotRunnable",
    "OpenTasks",
    "OpenedStep",
    "OpenedTimer",
    "OpenedWait",
    "Request",
    "Restore",
    "Retry",
    "SpiffError",
    "Standing",
    "Start",
    "StepResult",
    "Thing",
    "TooEarly",
    "UnknownOutcome",
    "Unresolved",
    "UnstorableValue",
    "Warned",
    "Withdraw",
    "World",
    "WrongLibrary",
    "WrongVersion",
    "advance",
    "compile_untrusted",
    "compile_version",
    "inspect",
    "open_tasks",
    "snapshot",
    "stands_alone",
    "state_in",
]
