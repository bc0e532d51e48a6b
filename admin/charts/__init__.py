"""Charts of the dashboard and the digest: what is to be drawn as plain values, and the drawing of it."""
