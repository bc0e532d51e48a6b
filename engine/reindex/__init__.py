"""Changing a bank's encoder: embed in the background, set the bands anew, compare with the old one, switch."""
