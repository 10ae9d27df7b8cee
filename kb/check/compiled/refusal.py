"""What is not compiled is refused by name, and handed to pySHACL."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it is an answer, not an error: the shape goes to pySHACL
    """Why a shape is not compiled, in a few words that end a sentence."""
