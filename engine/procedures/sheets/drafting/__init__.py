"""Writes what a sheet says as a draft: a BPMN file with forms, every cell of the table kept in it."""
