"""Service tasks: calls to systems of other agencies."""
