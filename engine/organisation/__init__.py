"""Units, posts and people with their dates, log-in, and the one policy of who may do what.

``resolution.resolve`` says who does a step, ``policy.may`` and ``policy.require`` decide rights, ``accounts`` logs
people in, ``operations`` is the only writer.
"""
