"""One module per kind of diagram element, as the engine runs it."""
