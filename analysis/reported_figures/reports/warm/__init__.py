"""Kernels and processes that start warm, forked from one that has imported what they need."""
