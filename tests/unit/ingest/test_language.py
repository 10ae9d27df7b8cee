from __future__ import annotations

import pytest

from kb.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the plan was not ready, and that it would be put to the vote in the spring.", "en"),
        (
            "Le ministre a dit que le plan n'était pas prêt et qu'il serait soumis au vote par les députés au printemps.",
            "fr",
        ),
        (
            "Der Minister sagte, dass der Plan nicht fertig sei und dass er im Frühjahr zur Abstimmung auf den Tisch komme.",
            "de",
        ),
        (
            "El ministro dijo que el plan no estaba listo y que se sometería a votación en la primavera por los diputados.",
            "es",
        ),
        (
            "Il ministro ha detto che il piano non è pronto e che si vota in primavera con una nuova legge per la scuola.",
            "it",
        ),
        ("Министр заявил, что план не готов.", "ru"),
        ("防衛大臣は計画がまだ準備できていないと述べた。", "ja"),
        ("国防部发言人表示计划尚未完成。", "zh"),
        ("GDP up 3%", "en"),
        ("12:30 / 14:15", "en"),
        ("de Gaulle, la Fontaine, el Greco, der Blaue Reiter", "en"),
    ],
)
def test_the_language_of_a_text_is_told_by_script_and_function_words(text: str, language: str) -> None:
    assert language_of(text) == language
