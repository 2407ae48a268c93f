"""The audit trail: append-only, hash-chained per subject, sealed into one global chain, checked on demand."""

from engine.platform.audit.record import record
from engine.platform.audit.seal import seal
from engine.platform.audit.verify import Problem, verify

__all__ = ["Problem", "record", "seal", "verify"]
