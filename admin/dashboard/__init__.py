"""What moderators read about the bank: how many ask, what they find, what is missing."""
