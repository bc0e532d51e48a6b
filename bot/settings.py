"""Every setting, read from the environment and `.env` with the prefix `PHOTOBANK_`; `.env.example` documents them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from admin.digest.ports import Recipe
from admin.digest.schedules import read_recipe
from engine.errors import BadSchedule, BadSetting
from engine.experiments import Experiment, experiments_from
from engine.model import Language

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,}")


class Settings(BaseSettings):
    """A missing optional setting is None; `load_settings` turns a wrong one into a sentence that names it."""

    model_config = SettingsConfigDict(env_prefix="PHOTOBANK_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Path("var")
    """Everything that the program keeps lives under this folder."""
    database_url: str | None = None
    """Any SQLAlchemy async URL; the default is SQLite in the home folder."""
    chroma_url: str | None = None
    """`http://host:port` of a Chroma server; the default is an embedded Chroma in the home folder."""
    encoder: str | None = None
    """The encoder of a new bank; an existing bank keeps its own."""
    captioner_model: Path | None = None
    """LLaVA 1.6 Mistral as a GGUF file; without it the encoder alone describes photos."""
    captioner_projector: Path | None = None
    """The mmproj file that belongs to it."""
    captioner_memory_mb: int = Field(default=6000, ge=100)
    """What the captioner's process may allocate beside the mapped model."""
    suggestions_shown_from: float | None = Field(default=None, ge=0.5, le=1)
    """The confidence from which searchers see suggested tags that nobody has reviewed; without it they see none."""
    language: Language = Language.RU
    """For people whose client does not tell a language."""
    time_zone: ZoneInfo = ZoneInfo("Europe/Moscow")
    """Where the bank's days begin and its schedules run."""
    least_people: int = Field(default=3, ge=1)
    """Words that fewer people asked are shown to nobody: neither to moderators as a wish nor in a digest."""
    events_kept_days: int = Field(default=400, ge=2)
    """So long single events are kept; what was counted of them by day stays for good."""
    experiments: Annotated[tuple[Experiment, ...], NoDecode] = ()
    """What searchers see in variants, as `engine.experiments` reads it."""
    bot_token: SecretStr | None = None
    api_url: str | None = None
    """Where the Bot API answers, if not at Telegram: a Bot API server of one's own, or the local stand-in."""
    owner_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    """Telegram ids of the owners, separated by commas."""
    storage_chat_id: int | None = None
    """A chat that nobody reads, where previews are sent once so that inline mode can show them."""
    channel_id: int | str | None = None
    """The channel for digests: its number, or the `@name` of a public one. The bot must be an administrator of it."""
    partners_chat_id: int | str | None = None
    """Where the digest for partners goes, if not to the channel."""
    digests: Annotated[tuple[str, ...], NoDecode] = ()
    """What is posted when, separated by semicolons: `weekly 0 12 * * MON; daily 0 9 * * *`."""
    digest_languages: Annotated[tuple[Language, ...], NoDecode] = ()
    """What digests speak; without it, the bank's language."""
    digest_automatic: bool = False
    """Whether digests are posted without a moderator's look."""
    digest_grace_hours: int = Field(default=6, ge=1, le=72)
    """So long after its time a digest is made up for; what was missed longer ago is skipped."""
    rate_per_minute: int = Field(default=60, ge=10)
    """How many updates of one person are answered within a minute."""
    webhook_url: str | None = None
    """The public https address for updates; without it the bot polls."""
    webhook_secret: SecretStr | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8080, ge=0, le=65535)
    log_level: str = "INFO"

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return [part for part in re.split(r"[\s,;]+", value) if part] if isinstance(value, str) else value

    @field_validator("channel_id", "partners_chat_id", mode="before")
    @classmethod
    def _is_a_chat(cls, value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value.strip()):
            return int(value)
        if isinstance(value, str) and not re.fullmatch(r"@[A-Za-z]\w{3,31}", value):
            raise ValueError("it is a number such as -1001234567890, or the @name of a public channel")
        return value

    @field_validator("digests", mode="before")
    @classmethod
    def _split_digests(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value

    @field_validator("digests")
    @classmethod
    def _are_digests(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        try:
            for words in value:
                read_recipe(words, info.data.get("time_zone", ZoneInfo("UTC")), dt.datetime.now(dt.UTC))
        except BadSchedule:
            raise ValueError("each is weekly, daily or monthly, and a cron expression: weekly 0 12 * * MON") from None
        return value

    @field_validator("digest_languages", mode="before")
    @classmethod
    def _split_languages(cls, value: Any) -> Any:
        return [part for part in re.split(r"[\s,;+]+", value.lower()) if part] if isinstance(value, str) else value

    @field_validator("experiments", mode="before")
    @classmethod
    def _are_experiments(cls, value: Any) -> Any:
        return experiments_from(value) if isinstance(value, str) else value

    @field_validator("time_zone", mode="before")
    @classmethod
    def _is_a_zone(cls, value: Any) -> Any:
        try:
            return ZoneInfo(value) if isinstance(value, str) else value
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("a time zone is named like Europe/Moscow") from None

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("a bot token looks like 123456:ABC-DEF, as BotFather gives it")
        return value

    @field_validator("webhook_url", "api_url", "chroma_url")
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("it should be an address such as https://example.org/updates")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("Telegram takes 1 to 256 letters, digits, _ and - here")
        return value

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("it is one of DEBUG, INFO, WARNING, ERROR")
        return value.upper()

    @property
    def recipes(self) -> tuple[Recipe, ...]:
        """The digests that the settings name."""
        read = (read_recipe(words, self.time_zone, dt.datetime.now(dt.UTC)) for words in self.digests)
        return tuple(
            Recipe(
                kind=kind,
                cron=cron,
                zone=self.time_zone,
                languages=self.languages_of_digests,
                is_automatic=self.digest_automatic,
            )
            for kind, cron in read
        )

    @property
    def languages_of_digests(self) -> tuple[Language, ...]:
        return tuple(dict.fromkeys(self.digest_languages)) or (self.language,)

    @property
    def digest_grace(self) -> dt.timedelta:
        return dt.timedelta(hours=self.digest_grace_hours)

    @property
    def sql_url(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.home.absolute() / 'photobank.db'}"

    @property
    def files_folder(self) -> Path:
        return self.home / "files"

    @property
    def index_folder(self) -> Path:
        return self.home / "index"


def load_settings(**overrides: Any) -> Settings:
    """Settings from the environment, with these instead where given. Raises BadSetting, naming the variable.

    The value is never repeated in the sentence, for it may be a secret.
    """
    try:
        return Settings(**{key: value for key, value in overrides.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "PHOTOBANK_" + str(first["loc"][0]).upper() if first["loc"] else "PHOTOBANK_…"
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise BadSetting(name=name, reason=reason) from None
