"""FEEL, the one expression language: compile once, evaluate safely, explain why a value became null."""
