"""What came of experiments, in words: success, speed, and whether that tells anything."""

from __future__ import annotations

from collections.abc import Sequence

from admin.experiments.reading import LOOKED_BACK, Outcome, Result, Verdict
from admin.experiments.statistics import FEWEST_PEOPLE, Interval
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import TextMessage
from engine.experiments import What


def experiments_of(results: Sequence[Result]) -> TextMessage:
    if not results:
        return TextMessage(text=fill(_("No experiment runs. They are declared in the settings.")))
    head = fill(_("<b>Experiments</b>, the last {days} days"), days=LOOKED_BACK.days)
    how = fill(
        _("A search succeeded if a photo of it was opened. In brackets: where the true value lies in 95 of 100 cases.")
    )
    return TextMessage(text=join("\n\n", [head, *map(_result, results), how]))


def _result(result: Result) -> Html:
    experiment = result.experiment
    title = fill("<b>{name}</b> · {what}", name=experiment.name, what=_what(experiment.what))
    return join("\n", [title, *map(_outcome, result.outcomes)])


def _what(what: What) -> str:
    match what:
        case What.SHEET:
            return _("photos on a sheet")
        case What.BUTTONS:
            return _("buttons under a photo")
        case What.WEIGHTS:
            return _("weight of what is written and said")
        case What.WORDING:
            return _("wording under a sheet")


def _outcome(outcome: Outcome) -> Html:
    people = fill(ngettext("{count} person", "{count} people", outcome.people), count=outcome.people)
    searches = fill(ngettext("{count} search", "{count} searches", outcome.searches), count=outcome.searches)
    first = fill("▸ <b>{variant}</b>: {numbers}", variant=outcome.variant, numbers=join(", ", [people, searches]))
    if not outcome.searches:
        return join("\n", [first, _verdict(outcome)])
    success = fill(_("success {share}"), share=_percent(outcome.success))
    seconds = outcome.seconds
    time = fill(_("to the first photo {seconds}"), seconds=_seconds(seconds)) if seconds is not None else Html()
    return join("\n", [first, join(" · ", [success, time]), _verdict(outcome)])


def _verdict(outcome: Outcome) -> Html:
    beside = outcome.beside
    if outcome.verdict is None or beside is None:
        return Html()
    points = {
        "points": f"{beside.value * 100:+.1f}",
        "low": f"{beside.low * 100:+.1f}",
        "high": f"{beside.high * 100:+.1f}",
        "least": FEWEST_PEOPLE,
    }
    match outcome.verdict:
        case Verdict.TOO_LITTLE:
            return fill(_("Too little to tell: fewer than {least} people in a variant."), **points)
        case Verdict.NO_DIFFERENCE:
            return fill(_("Too little to tell a difference: {points} points ({low} to {high})."), **points)
        case Verdict.BETTER:
            return fill(_("Better than the first: {points} points ({low} to {high})."), **points)
        case Verdict.WORSE:
            return fill(_("Worse than the first: {points} points ({low} to {high})."), **points)


def _percent(share: Interval) -> str:
    return f"{share.value * 100:.1f} % ({share.low * 100:.1f}–{share.high * 100:.1f})"


def _seconds(seconds: Interval) -> str:
    return _("{value} s ({low}–{high})").format(
        value=f"{seconds.value:.1f}", low=f"{seconds.low:.1f}", high=f"{seconds.high:.1f}"
    )
