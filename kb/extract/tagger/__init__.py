"""The trained tagger: who said what, read by a small neural network on top of the parse."""
