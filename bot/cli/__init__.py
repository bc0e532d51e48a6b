"""The commands of the terminal: `photobank demo | serve | import | search | reindex | stats | digest …`."""

from __future__ import annotations

import typer

from bot.cli.demo import demo
from bot.cli.digest import digest
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.importing import import_folder
from bot.cli.models import models
from bot.cli.reindex import reindex
from bot.cli.search import search
from bot.cli.serve import serve
from bot.cli.stats import stats
from bot.cli.tags import tags

app = typer.Typer(
    name="photobank",
    help="A city's open photobank that lives in a chat.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demo)
app.command()(serve)
app.command(name="import")(import_folder)
app.command()(search)
app.command()(reindex)
app.command()(doctor)
app.command()(evaluate)
app.command()(stats)
app.add_typer(models, name="models")
app.add_typer(tags, name="tags")
app.add_typer(digest, name="digest")
