"""What an encoder alone can say of a photo: which of a few sentences lies nearest to its embedding."""
