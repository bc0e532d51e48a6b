"""Who made a photo, on what terms it may be used, and how that is said."""
