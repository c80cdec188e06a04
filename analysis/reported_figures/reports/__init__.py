"""Run notebooks and write reports. Nothing in here knows what a figure is."""
