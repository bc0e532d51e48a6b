"""A moderator's look at photos before they are published."""
