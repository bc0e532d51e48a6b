"""Figures read from the roll-ups."""
