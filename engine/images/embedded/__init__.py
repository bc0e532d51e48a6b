"""What a picture's file says of itself: EXIF, IPTC and XMP, read and believed only as far as they make sense."""
