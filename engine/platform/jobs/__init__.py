"""Work that is done later: rows of the caller's transaction, run once in effect, retried, given up with notice."""

from engine.platform.jobs.crew import Crew, Work
from engine.platform.jobs.handlers import Again, Handler, Handlers, Job, NoRetry
from engine.platform.jobs.queue import cancel, enqueue, hasten, retry
from engine.platform.jobs.runner import Runner
from engine.platform.jobs.running import run_due, run_one, run_until_idle

__all__ = [
    "Again",
    "Crew",
    "Handler",
    "Handlers",
    "Job",
    "NoRetry",
    "Runner",
    "Work",
    "cancel",
    "enqueue",
    "hasten",
    "retry",
    "run_due",
    "run_one",
    "run_until_idle",
]
