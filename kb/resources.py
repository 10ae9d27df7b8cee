"""Where the files that come with the package lie: ontology, shapes, queries, corpus.

A wheel carries them in ``kb/shared``; a checkout has them beside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Give the path of a shipped file or folder, such as ``resource("ontology", "kb.ttl")``."""
    installed = _PACKAGE / "shared"
    return (installed if installed.is_dir() else _PACKAGE.parent).joinpath(*parts)
