"""Texts that ask for nothing a photobank of a city holds: the background against which its bands are set."""

from __future__ import annotations

UNRELATED = (
    *(
        "термоядерный синтез",
        "рентген коленного сустава",
        "исковое заявление о разводе",
        "таблица умножения на семь",
    ),
    *(
        "нотная запись сонаты",
        "схема подключения реле",
        "формула серной кислоты",
        "индексация пенсий",
        "код ошибки 0x80",
    ),
    *("кардиограмма", "подводный вулкан", "расшифровка генома", "поверхность Марса", "клетки под микроскопом"),
    *("чертёж коленвала", "правила пунктуации", "авансовый платёж", "доказательство теоремы", "скриншот терминала"),
    *("инструкция к лекарству", "спряжение глаголов", "коралловый риф", "страница паспорта", "курс валют на завтра"),
    *("штрихкод", "операция на сердце", "стадо жирафов в саванне", "белый медведь на льдине", "извержение вулкана"),
    *("рецепт теста", "ььъ щщ", "асдфгхйкл", "ультразвуковое исследование", "шахтёр в забое", "устройство турбины"),
    *("nuclear fusion", "an x-ray of a knee", "a divorce petition", "the multiplication table of seven"),
    *("a page of sheet music", "a wiring diagram of a relay", "the formula of sulphuric acid", "pension indexation"),
    *("error code 0x80", "an electrocardiogram", "an underwater volcano", "a sequenced genome", "the surface of Mars"),
    *("cells under a microscope", "a drawing of a crankshaft", "rules of punctuation", "a tax deduction"),
    *("proof of a theorem", "a screenshot of a terminal", "a medicine's instructions", "conjugation of verbs"),
    *("a coral reef", "a page of a passport", "tomorrow's exchange rate", "a barcode", "open heart surgery"),
    *("a herd of giraffes in the savanna", "a polar bear on an ice floe", "an erupting volcano", "a dough recipe"),
    *("qwertyuiop", "zzzz xkcd", "an ultrasound scan", "a miner in a coal face", "the inside of a turbine"),
)
