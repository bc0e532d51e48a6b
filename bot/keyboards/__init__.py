"""Buttons, built from ids; their words come from the catalogues."""
