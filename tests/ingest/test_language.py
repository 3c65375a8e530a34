from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from dragoman.errors import NotEnglish
from dragoman.ingest.language import is_english

from .make import only_report

SHARED = Path(os.environ.get("DRAGOMAN_SHARED") or Path(__file__).parents[3] / "shared")


@pytest.mark.parametrize(
    "text",
    [
        "Il presidente ha detto che la visita sarà rinviata di una settimana, secondo fonti del "
        "ministero degli Esteri.",
        "Der Außenminister sagte am Montag, die Gespräche in der Hauptstadt seien konstruktiv "
        "gewesen und würden fortgesetzt.",
        "De minister van Buitenlandse Zaken zei maandag dat de onderhandelingen in april worden "
        "hervat, was zijn verwachting.",
        "Le ministre des Affaires étrangères a déclaré lundi que les pourparlers se poursuivraient "
        "la semaine prochaine.",
        "El ministro de Asuntos Exteriores dijo el lunes que las conversaciones continuarán la "
        "semana que viene en la capital.",
        "O ministro das Relações Exteriores disse na segunda-feira que as negociações vão continuar na próxima semana.",
        "Menteri luar negeri mengatakan pada hari Senin bahwa pembicaraan akan dilanjutkan minggu depan di ibu kota.",
        "Dışişleri Bakanı pazartesi günü görüşmelerin gelecek hafta başkentte devam edeceğini "
        "gazetecilere söyledi ve ayrıldı.",
        "Minister spraw zagranicznych powiedział w poniedziałek, że rozmowy będą kontynuowane w "
        "przyszłym tygodniu w stolicy.",
        "Министр иностранных дел заявил в понедельник, что переговоры продолжатся на следующей неделе.",
        "外交部长周一表示，会谈将于下周继续举行。",
        "قال وزير الخارجية يوم الاثنين إن المحادثات ستستمر الأسبوع المقبل",
    ],
)
def test_other_languages_are_told(text: str) -> None:
    assert not is_english(text)
    with pytest.raises(NotEnglish, match="not in English"):
        only_report(text, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Malagasy president Andry Rajoelina dismisses prime minister Christian Ntsay.",
        "Nigerian police arrest six suspects after an ambush in Benue State kills eleven officers "
        "near the town of Yola.",
        "Pakistani prime minister Shehbaz Sharif and Saudi crown prince Mohammed bin Salman sign a pact in Riyadh.",
        "Envoys meet.",
        "1,204 – 3,331",
        "Foreign Minister Nguyen Van An met Luong Thanh Quang and Tran Thi Mai in Ho Chi Minh City on Friday.",
    ],
)
def test_english_full_of_foreign_names_is_english(text: str) -> None:
    assert is_english(text)


def test_english_is_hardly_ever_refused() -> None:
    found = sorted((SHARED / "data" / "news").glob("*/*.jsonl.gz"))
    if not found:
        pytest.skip("the shared news samples are absent")
    texts = []
    for path in found:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line).get("text") or "" for line in lines]
    refused = [t for t in texts if not is_english(t)]
    assert len(texts) > 10_000
    assert len(refused) < 0.001 * len(texts)
