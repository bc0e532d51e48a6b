"""What moderators and owners did: read, and taken back."""
