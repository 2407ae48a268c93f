"""Due dates that move because a working calendar changed: found before, moved after, each with its reason."""
