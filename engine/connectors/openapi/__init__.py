"""Reading a partner's OpenAPI 3 description: which operations there are, what goes in, what comes back."""
