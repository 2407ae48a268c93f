"""Boxed expressions: everything a decision may be made of besides one line of text."""
