"""Text → statements: who says what, by which words."""
