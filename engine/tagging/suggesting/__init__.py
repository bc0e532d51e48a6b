"""Suggesting tags for photos: from what is seen, what captions say, how neighbours are tagged, the captioner."""
