"""How the bundled encoder is made from nothing: a drawn city, its captions, a small CLIP+RoBERTa trained on both."""
