"""What a wording says, and what a hedge allows."""
