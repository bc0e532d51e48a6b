"""The digest: periodic posts to the channel, planned, built, looked at by moderators, and posted once."""
