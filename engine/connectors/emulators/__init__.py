"""Other agencies' systems to try calls against: each keeps a book by key and can be told to behave badly."""
