"""Pixels: decoding, copies, fingerprints, contact sheets. Pure functions over bytes and Pillow images."""
