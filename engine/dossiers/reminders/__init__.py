"""Reminders of open work: due soon, overdue, then to the head of the unit and to the leader; and their daily mail."""
