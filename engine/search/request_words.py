"""How people ask for photos, in Russian and English: words that say that something is wanted, and not what.

Any inflection is understood, except where a phrase begins with `=`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from engine.search.lemmas import Token
from engine.search.phrases import Phrasebook

ASKING = (
    "привет, здравствуйте, здравствуй, добрый день, добрый вечер, доброе утро, hi, hello, hey, good morning, "
    "good afternoon, good evening, "
    "показать, найти, поискать, искать, подобрать, подыскать, прислать, отправить, скинуть, дать, хотеть, "
    "хотеть увидеть, хотеть посмотреть, хотеться, посмотреть, увидеть, нужный, надо, нужно, требоваться, "
    "интересовать, подсказать, сказать, можно, мочь, пожалуйста, плиз, есть ли, =есть, у вас, у тебя, вы, ты, я, "
    "мы, ли, бы, что-нибудь, какой-нибудь, какой-то, несколько, пара, "
    "show, find, look for, looking for, search for, give, send, want, need, would like, i'd like, i'm looking for, "
    "do you have, have you got, you have, i, we, you, me, us, please, can, could, is there, are there, there is, "
    "see, any, some, am, it"
)
"""What a question begins with: «есть ли у вас…», "can you show me…"."""

PICTURES = "фото, фотография, фотка, фоточка, снимок, картинка, изображение"
"""What is asked for, whatever it shows. English ones stay: an encoder has learned what "a photo of" is."""

_FOR = (
    "статья, обложка, обложка журнала, журнал, сайт, блог, пост, буклет, презентация, публикация, новость, газета, "
    "книга, открытка, афиша, реклама, рассылка, инстаграм, соцсеть, путеводитель, проект, доклад, календарь"
)
_FOR_IN_ENGLISH = (
    "article, cover, magazine, magazine cover, website, site, blog, post, booklet, presentation, publication, "
    "newspaper, book, postcard, poster, newsletter, guide, project, report, calendar"
)
PURPOSES = ", ".join(
    [
        *(f"для {purpose}" for purpose in _FOR.split(", ")),
        *(f"для {whose} {purpose}" for purpose in _FOR.split(", ") for whose in ("мой", "наш")),
        *(
            f"for {whose} {purpose}"
            for purpose in _FOR_IN_ENGLISH.split(", ")
            for whose in ("a", "an", "the", "my", "our")
        ),
    ]
)
"""What the photo is wanted for."""


def asking_at(words: Sequence[Token], place: int) -> int:
    """How many words from `place` on only say that something is wanted."""
    return _length(_asking(), words, place)


def purpose_at(words: Sequence[Token], place: int) -> int:
    """How many words from `place` on only say what the photo is wanted for."""
    return _length(_purposes(), words, place)


def _length(book: Phrasebook[None], words: Sequence[Token], place: int) -> int:
    match = book.at(words, place)
    return 0 if match is None else match[0]


@cache
def _asking() -> Phrasebook[None]:
    return _book(f"{ASKING}, {PICTURES}")


@cache
def _purposes() -> Phrasebook[None]:
    return _book(PURPOSES)


def _book(phrases: str) -> Phrasebook[None]:
    book: Phrasebook[None] = Phrasebook()
    for phrase in phrases.split(","):
        book.add(phrase, None)
    return book
