"""Whose a picture is and on what terms, written into its file; whatever else the file told of people is taken out."""
