"""The dashboard: figures as pictures, captions, tables and buttons."""
