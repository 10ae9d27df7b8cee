"""Tests of training run where its packages are installed; those of the corpus and of calibration run everywhere."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore = (
    []
    if find_spec("torch") and find_spec("safetensors") and find_spec("onnx")
    else [
        "test_batches.py",
        "test_encoder.py",
        "test_exporting.py",
        "test_learning.py",
        "test_main.py",
        "test_torch_network.py",
    ]
)
