"""Tags: the vocabulary that people and machines tag with."""
