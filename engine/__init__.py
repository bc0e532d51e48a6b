"""The photobank itself: its words, searching, taking photos in, CLIP+RoBERTa, tagging. No Telegram, no SQL."""
