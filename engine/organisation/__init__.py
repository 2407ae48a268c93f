"""Units, posts and people with their dates, log-in, and the one policy of who may do what."""
