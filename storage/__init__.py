"""What survives a restart: SQL, Chroma, files. Implements the ports of the other layers."""
