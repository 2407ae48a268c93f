"""The checks a declared procedure must pass, one per module."""
