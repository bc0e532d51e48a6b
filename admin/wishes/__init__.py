"""What people look for and the bank lacks: gathered from searches in vain, and answered by publications."""
