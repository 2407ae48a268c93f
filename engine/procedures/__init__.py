"""The catalogue of procedures and their immutable published versions."""
