"""From XML elements to the dataclasses of engine.bpmn.definition, part by part."""
