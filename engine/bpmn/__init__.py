"""A BPMN diagram as data: read it, check it, show it as a table and as a picture."""
