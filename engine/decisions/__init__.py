"""DMN decision tables and models, evaluated with FEEL."""
