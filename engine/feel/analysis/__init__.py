"""What can be said of an expression without running it: for checks, the rule builder and rehearsals."""

from engine.feel.analysis.boundaries import boundaries
from engine.feel.analysis.conditions import Condition, always, condition_of, gap, never, shared
from engine.feel.analysis.findings import Finding
from engine.feel.analysis.review import review

__all__ = ["Condition", "Finding", "always", "boundaries", "condition_of", "gap", "never", "review", "shared"]
