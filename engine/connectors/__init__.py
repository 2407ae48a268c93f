"""Talking to other agencies' systems: what a connector is, which there are, and how a call leaves and comes back."""
