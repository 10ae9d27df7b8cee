"""Article → text: files of several kinds, their regions and what they state of themselves."""
