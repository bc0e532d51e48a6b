"""What searchers keep: favourites, what they asked before, shelves of photos to look through."""
