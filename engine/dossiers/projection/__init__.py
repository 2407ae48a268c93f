"""Writing what one act meant into rows: work items, waits, timers, incidents, involved units."""

from engine.dossiers.projection.calls import project_calls
from engine.dossiers.projection.incidents import project_incidents
from engine.dossiers.projection.involvement import involved, no_longer_open
from engine.dossiers.projection.timers import project_timers
from engine.dossiers.projection.waits import project_waits
from engine.dossiers.projection.work import work_of

__all__ = [
    "project_calls",
    "involved",
    "no_longer_open",
    "project_incidents",
    "project_timers",
    "project_waits",
    "work_of",
]
