"""What moderators decide about photos that are alike."""
