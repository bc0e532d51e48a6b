"""CLIP+RoBERTa: texts and images into one space, through open_clip; nothing heavy is imported before it is needed."""
