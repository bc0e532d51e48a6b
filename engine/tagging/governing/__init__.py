"""Governing the vocabulary: making, renaming, joining, splitting and deleting tags, and seeing which need it."""
