"""Paying for a dossier: what is due, orders at the payment gateway, proofs, and comparing books with the gateway."""
