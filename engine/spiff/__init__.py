"""The only package that knows SpiffWorkflow: compiled specs, compact state, and advance()."""
