"""Taking photos in: a file becomes an original, copies, rows and, by indexing, an embedding."""
