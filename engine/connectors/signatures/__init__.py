"""Signatures on documents: whether one really is over this content, by a certificate somebody we trust has issued."""
