"""Charts, tables, and what a notebook displays."""
