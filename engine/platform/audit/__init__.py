"""The audit trail: append-only, hash-chained per subject, sealed into one global chain, checked on demand."""

from engine.platform.audit.record import Head, following, head_of, record
from engine.platform.audit.seal import seal
from engine.platform.audit.verify import Problem, verify

__all__ = ["Head", "Problem", "following", "head_of", "record", "seal", "verify"]
