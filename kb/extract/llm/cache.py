"""Answers kept on disk under the digest of what was asked, so that nothing is asked, or paid for, twice."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from kb.errors import UsageError


class AnswerCache:
    """A folder of answers: ``ab/abcd….json``, named by the SHA-256 of the request.

    An entry holds the answer and its digest, and nothing of the request but its name: neither the article, nor a key.
    """

    def __init__(self, folder: Path | None) -> None:
        """Choose the folder, which is made when there is something to keep; ``None`` keeps nothing."""
        self._folder = folder

    @staticmethod
    def name_of(endpoint: str, request: Mapping[str, Any]) -> str:
        """Give the name of a request's answer.

        Args:
            endpoint: Who is asked.
            request: All that the answer depends on: model, prompt, schema, sampling.

        Returns:
            64 hexadecimal digits.
        """
        canonical = json.dumps([endpoint, request], sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode("ascii")).hexdigest()

    def get(self, name: str) -> str | None:
        """Give an answer kept earlier, or nothing; a damaged entry is as good as none."""
        if self._folder is None:
            return None
        try:
            entry = json.loads(self._path(self._folder, name).read_text("utf-8"))
            answer = entry["answer"]
            whole = (entry["request"], entry["digest"]) == (name, _digest(answer))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return str(answer) if whole else None

    def put(self, name: str, answer: str) -> None:
        """Keep an answer; the entry takes its name only when it is complete.

        Raises:
            UsageError: the folder cannot be written.
        """
        if self._folder is None:
            return
        path = self._path(self._folder, name)
        entry = json.dumps({"request": name, "digest": _digest(answer), "answer": answer}, indent=1)
        scratch = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, scratch = tempfile.mkstemp(prefix=f".{name[:8]}-", dir=path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(entry)
            Path(scratch).replace(path)
        except OSError as error:
            if scratch:
                Path(scratch).unlink(missing_ok=True)
            raise UsageError(
                f"The cache of answers in {self._folder} cannot be written: {error.strerror}.",
                hint='Give it another folder (cache = "…" under [llm] in kb.toml), or none (cache = "").',
            ) from error

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        return folder / name[:2] / f"{name}.json"


def _digest(answer: str) -> str:
    return sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()
