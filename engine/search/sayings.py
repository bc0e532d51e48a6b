"""What people say to a bot in the place of a command: a message of nothing else is no question. Pure."""

from __future__ import annotations

import re
from enum import StrEnum


class Saying(StrEnum):
    """What is meant."""

    HELLO = "hello"
    THANKS = "thanks"
    HELP = "help"
    MORE = "more"
    """The next page."""
    FORGET = "forget"


_SAID = {
    Saying.HELLO: "привет, приветик, здравствуй, здравствуйте, добрый день, добрый вечер, доброе утро, начать, старт, "
    "hi, hello, hey, hi there, hello there, good morning, good afternoon, good evening, start",
    Saying.THANKS: "спасибо, спасибо большое, большое спасибо, благодарю, спс, thanks, thank you, thx, "
    "thank you very much, many thanks",
    Saying.HELP: "помощь, помоги, помогите, справка, инструкция, что ты умеешь, что ты можешь, что умеешь, кто ты, "
    "что вы умеете, как пользоваться, как тобой пользоваться, как это работает, как искать, как скачать, "
    "как скачать фото, help, help me, what can you do, what do you do, who are you, how does it work, "
    "how does this work, how do i search, how do i download, how to download, how to use",
    Saying.MORE: "еще, еще фото, еще фотографии, покажи еще, дальше, далее, следующая, следующая страница, следующие, "
    "другие, покажи другие, more, more photos, more please, show more, show me more, next, next page, others, "
    "show others",
    Saying.FORGET: "забудь меня, удали мои данные, удалите мои данные, сотри мои данные, delete my data, forget me, "
    "erase my data, delete me",
}
"""With «ё» as «е», and without punctuation."""
_MEANT = {phrase: saying for saying, phrases in _SAID.items() for phrase in phrases.split(", ")}
_NO_WORDS = re.compile(r"[\W_]+")


def saying_of(text: str) -> Saying | None:
    """None for whatever may be a question, and for commands, known or not."""
    if text.lstrip().startswith("/"):
        return None
    words = _NO_WORDS.sub(" ", text.casefold().replace("ё", "е"))
    return _MEANT.get(" ".join(words.split()))
