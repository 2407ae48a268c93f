"""The values of the language: what Python has no type for, and what the operators do with them."""
