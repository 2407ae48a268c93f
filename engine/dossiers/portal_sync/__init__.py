"""Keeping the national public-service portal informed: what to tell it, in order, once, whatever is down."""
