"""What comparing must remember of all articles, beside the store: opened at once, read where an article touches it."""
