"""Finding and mending every drift between files, SQL and the index."""
