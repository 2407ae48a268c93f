"""What every stateful package stands on: database session, audit trail, settings, errors, time."""
