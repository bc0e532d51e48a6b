"""What came of experiments: success and speed of each variant, with intervals, and whether that tells anything."""
