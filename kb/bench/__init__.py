"""How good and how fast: scores on annotated text, times beside the peers."""
