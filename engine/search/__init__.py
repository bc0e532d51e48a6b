"""The main verb: from what a person asks to an ordered page of photos, with an honest word on how sure it is."""
