"""Who asks: recognising a person, their role and their language."""
