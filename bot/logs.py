"""Logging: one line an entry, and no token or secret in any of them."""

from __future__ import annotations

import logging
import re

from bot.settings import Settings

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{3,}")
_REDACTED = "[token]"


class Redact(logging.Filter):
    """Replaces whatever looks like a bot token, and the given secrets, in messages, arguments and tracebacks."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _REDACTED)
        return _TOKEN.sub(_REDACTED, text)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = self.clean(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        return True


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What must never be written: the token, the webhook's secret, a database's password within its URL."""
    kept = [settings.bot_token, settings.webhook_secret]
    secrets = [secret.get_secret_value() for secret in kept if secret is not None]
    password = re.search(r"://[^:/@]*:([^@]+)@", settings.database_url or "")
    if password:
        secrets.append(password.group(1))
    return tuple(secrets)


def set_up_logging(settings: Settings) -> None:
    """To standard error; libraries only from WARNING on, ours from the level in the settings."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # On the handler, not on a logger: a logger's filters do not see what its children write.
    handler.addFilter(Redact(secrets_of(settings)))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # That a job still runs when its next turn comes is meant so, and no warning every few seconds.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    for name in ("bot", "engine", "storage", "admin"):
        logging.getLogger(name).setLevel(settings.log_level)
