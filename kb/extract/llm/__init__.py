"""The extractor that asks a language model: it names spans, and none is taken that does not stand in the text."""

from kb.extract.llm.extractor import LlmExtractor

__all__ = ["LlmExtractor"]
