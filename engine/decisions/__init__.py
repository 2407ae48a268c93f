"""DMN decision tables and models, evaluated with FEEL."""

from engine.decisions.fired import Fired
from engine.decisions.model import Model, Outcome, load
from engine.decisions.xml import UnreadableModel

__all__ = ["Fired", "Model", "Outcome", "UnreadableModel", "load"]
