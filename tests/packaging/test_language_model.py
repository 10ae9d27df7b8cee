"""The installed language model is the one whose weights the decision record lists."""

from __future__ import annotations

import hashlib
import importlib
import re
from pathlib import Path

from kb.config import Settings

RECORD = Path(__file__).parents[2] / "docs" / "decisions" / "0006-language-model.md"


def test_every_weight_file_has_the_digest_of_the_decision_record() -> None:
    listed = dict(re.findall(r"^\| `([\w./]+)` \| `([0-9a-f]{64})` \|$", RECORD.read_text("utf-8"), re.MULTILINE))
    package = importlib.import_module(Settings().model)
    (folder,) = Path(package.__file__).parent.glob(f"{Settings().model}-*")

    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in listed}

    assert len(listed) == 8
    assert found == listed
