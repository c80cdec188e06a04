"""What can be set against what, and what follows: one rule of time for all of it."""
