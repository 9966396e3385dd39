"""Texts for tests: short reports of our own making, the same ones each time, and the examples of the README."""

from __future__ import annotations

import datetime
import pathlib
import random
from collections.abc import Iterator

from ua_gazetteer import variants

NAMES = [
    "Авдіївка", "Бахмут", "Берестове", "Вовчанськ", "Глибоке", "Іванівка", "Кліщіївка", "Костянтинівка", "Куп'янськ",
    "Лиман", "Мар'їнка", "Новомихайлівка", "Оріхів", "Покровськ", "Роботине", "Синьківка", "Степове", "Торецьк",
    "Херсон", "Часів Яр",
]  # fmt: skip

TEMPLATES = {
    "en": [
        "Russian forces shelled {0} and attacked near {1} on {day}.",
        "The {number}th Mechanized Brigade repelled {count} attacks near {0}.",
        "Two FPV drones hit a house in {0}, Kharkiv region; {1} is calm.",
        "Heavy fighting goes on in the {0} direction, west of {1}.",
    ],
    "uk": [
        "Ворог обстріляв околиці {0} та {1}, поранено {count} людей.",
        "Біля {0} відбито {count} атак, бої тривають і біля {1}.",
        "{number}-та бригада тримає оборону біля {0} на Донеччині.",
        "Сьогодні без змін.",
    ],
    "ru": [
        "Противник обстрелял окрестности {0} и {1}, ранены {count} человек.",
        "Возле {0} отбиты {count} атак.",
        "Из {0} вывезли жителей, из {1} пока нет.",
    ],
}


def _forms() -> dict[str, list[str]]:
    """The names as the templates of each language need them: in Latin letters, or in the genitive."""
    forms: dict[str, list[str]] = {language: [] for language in TEMPLATES}
    for name in NAMES:
        for record in variants(name):
            genitives = [form["text"] for form in record["forms"] if form["case"] == "genitive"]
            forms[record["language"]].extend(genitives[:1])
            if record["language"] == "uk":
                forms["en"].append(record["spellings"][0]["text"])
    return forms


def reports(count: int, seed: int = 7) -> Iterator[tuple[str, datetime.date]]:
    """Texts, each with its day."""
    chance = random.Random(seed)
    forms = _forms()
    for _ in range(count):
        language = chance.choice(list(TEMPLATES))
        day = datetime.date(2022, 3, 1) + datetime.timedelta(days=28 * chance.randrange(40))
        names = chance.sample(forms[language], 2)
        words = {
            "day": f"{day:%d.%m.%Y}",
            "number": chance.randrange(20, 130),
            "count": chance.randrange(2, 30),
        }
        yield chance.choice(TEMPLATES[language]).format(*names, **words), day


def readme_blocks() -> list[str]:
    """The examples in Python of the README."""
    readme = pathlib.Path(__file__).parents[3] / "README.md"
    return [block.split("```")[0] for block in readme.read_text(encoding="utf-8").split("```python")[1:]]
