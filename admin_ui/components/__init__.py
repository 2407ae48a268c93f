"""Macros every page is built from, and the Python that prepares what some of them draw."""
