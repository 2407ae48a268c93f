"""JSON forms: read a form-js document, check what a person typed, keep only what the form declares."""
