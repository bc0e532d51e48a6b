"""The digest as those who run it read it: schedules, an issue to be decided on, and what the owner must know."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_datetime

from admin.digest.deciding import LONGEST, Proof
from admin.digest.ports import DigestKind, Issue, IssueState, PieceKind, Schedule, Skipped
from admin.digest.schedules import Overview, Timetable
from bot.keyboards.digest import (
    digests_keyboard,
    issue_keyboard,
    later_keyboard,
    lost_keyboard,
    refused_keyboard,
    schedule_keyboard,
)
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.digest import joined
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from engine.model import Language, Photo
from engine.rights.credit import credit_line

CAPTION = 60
TROUBLE = 200


def digests_of(overview: Overview) -> TextMessage:
    head = fill(_("<b>Digests</b>"))
    lines = [_line(one) for one in overview.timetables] or [fill(_("None is planned."))]
    hint = fill(_("To plan one: /digest weekly 0 12 * * MON, by minute, hour, day, month and weekday."))
    issues = [_issue_line(one, *overview.numbers.get(one.issue_id, (0, 0))) for one in overview.issues]
    last = join("\n", [fill(_("<b>The last issues</b>")), *issues]) if issues else Html()
    keyboard = digests_keyboard(overview.timetables, overview.issues, kind_of)
    return TextMessage(text=join("\n\n", [head, *lines, hint, last]), keyboard=keyboard)


def timetable_of(timetable: Timetable, note: Html | None = None) -> TextMessage:
    schedule = timetable.schedule
    recipe = schedule.recipe
    languages = " + ".join(one.value.upper() for one in recipe.languages)
    manner = _("posted without asking") if recipe.is_automatic else _("looked at by a moderator first")
    lines = [
        fill("<b>{kind}</b>", kind=kind_of(schedule)),
        fill(
            _("<code>{cron}</code>, time of {zone}, {languages}, {manner}."),
            cron=recipe.cron,
            zone=recipe.zone.key,
            languages=languages,
            manner=manner,
        ),
        fill(_("It rests.")) if schedule.is_paused else _next(timetable),
        fill(_("The settings name it; it can be paused here and removed there.")) if schedule.by_settings else Html(),
        note or Html(),
    ]
    return TextMessage(text=join("\n\n", lines), keyboard=schedule_keyboard(schedule))


def made_now() -> Html:
    return fill(_("An issue is being made; it comes in a few seconds."))


def issue_of(proof: Proof) -> TextMessage:
    """All of it in one message: when, which photos, which words."""
    issue = proof.issue
    head = fill(_("<b>Issue {number}</b> · {kind}"), number=issue.issue_id, kind=kind_name(issue.recipe.kind))
    photos = [_photo(number, photo) for number, photo in enumerate(proof.photos.values(), 1)]
    album = join("\n", [fill(_("<b>Photos</b>")), *photos]) if photos else Html()
    wording = issue.wording
    words = joined(wording.texts, issue.recipe.languages) if wording else Html()
    quoted = fill("<blockquote>{words}</blockquote>", words=words) if words else Html()
    chart = any(piece.kind is PieceKind.CHART for piece in issue.pieces)
    parts = [
        join("\n", [head, state_of(issue)]),
        album,
        quoted,
        fill(_("A chart stands above the words.")) if chart else Html(),
        _how_to_write(issue) if issue.state is IssueState.WAITING else Html(),
    ]
    return TextMessage(text=join("\n\n", parts), keyboard=issue_keyboard(issue), previews=False)


def later_of(proof: Proof) -> TextMessage:
    said = issue_of(proof)
    question = fill(_("<b>When is it posted?</b>"))
    return TextMessage(text=join("\n\n", [said.text, question]), keyboard=later_keyboard(proof.issue), previews=False)


def state_of(issue: Issue) -> Html:
    match issue.state:
        case IssueState.DUE:
            return fill(_("is being made"))
        case IssueState.WAITING:
            return fill(_("waits for a moderator"))
        case IssueState.APPROVED:
            return fill(_("to be posted at {time}"), time=_time(issue.send_at, issue))
        case IssueState.POSTED:
            return fill(_("posted"))
        case IssueState.STOPPED:
            return fill(_("stopped: {trouble}"), trouble=clip(issue.trouble or "", TROUBLE))
        case IssueState.SKIPPED:
            return skipped_for(issue)


def skipped_for(issue: Issue) -> Html:
    """Why it was not posted."""
    reasons = {
        Skipped.EMPTY: _("not posted: there was nothing to tell"),
        Skipped.NOT_APPROVED: _("not posted: nobody decided in time"),
        Skipped.TOO_LATE: _("not posted: its time had passed"),
        Skipped.DECLINED: _("not posted: a moderator decided so"),
    }
    if issue.skipped is None or issue.skipped is Skipped.MISSED:
        missed = ngettext("{count} time was missed", "{count} times were missed", issue.missed)
        return fill(_("not posted: {missed} while I was away"), missed=missed.format(count=issue.missed))
    return fill("{reason}", reason=reasons[issue.skipped])


def note_of(issue: Issue) -> TextMessage:
    """To the owner: an issue that was not posted."""
    return TextMessage(text=join("\n", [_about(issue), skipped_for(issue), fill(_("All digests: /digest"))]))


def stopped_of(issue: Issue) -> TextMessage:
    """To the owner, with the question that only a person can answer."""
    about = _about(issue)
    trouble = fill(_("Telegram says: <i>{trouble}</i>"), trouble=clip(issue.trouble or "", TROUBLE))
    piece = issue.uncertain
    if piece is None:
        refused = fill(_("The channel did not take it. When that is put right, I try again."))
        return TextMessage(text=join("\n", [about, refused, trouble]), keyboard=refused_keyboard(issue))
    names = {
        PieceKind.ALBUM: _("I sent the photos and got no answer."),
        PieceKind.CHART: _("I sent the chart and got no answer."),
        PieceKind.TEXT: _("I sent the words and got no answer."),
    }
    lost = fill("{what}", what=names[piece.kind])
    ask = fill(_("Please look into the channel: are they there? I do not send anything twice on my own."))
    return TextMessage(text=join("\n", [about, lost, trouble, ask]), keyboard=lost_keyboard(issue, piece))


def settled_of(issue: Issue) -> TextMessage:
    return TextMessage(text=join("\n", [_about(issue), fill(_("Thank you. The rest follows in a few seconds."))]))


def kind_of(schedule: Schedule) -> str:
    return kind_name(schedule.recipe.kind)


def kind_name(kind: DigestKind) -> str:
    return {
        DigestKind.WEEKLY: _("Trends of the week"),
        DigestKind.DAILY: _("Fresh photos of the day"),
        DigestKind.MONTHLY: _("The month for partners"),
    }[kind]


def _about(issue: Issue) -> Html:
    return fill(_("<b>{kind}</b>, due {time}"), kind=kind_name(issue.recipe.kind), time=_time(issue.due_at, issue))


def _line(timetable: Timetable) -> Html:
    schedule = timetable.schedule
    when = fill(_("It rests.")) if schedule.is_paused else _next(timetable)
    return join(
        "\n", [fill("<b>{kind}</b> · <code>{cron}</code>", kind=kind_of(schedule), cron=schedule.recipe.cron), when]
    )


def _next(timetable: Timetable) -> Html:
    locale = spoken().value
    times = [format_datetime(time, "EEE d MMM, HH:mm", locale=locale) for time in timetable.next_times]
    return fill(_("Next: {times}"), times="; ".join(times))


def _issue_line(issue: Issue, people: int, reactions: int) -> Html:
    numbers = Html()
    if issue.state is IssueState.POSTED:
        numbers = fill(_("followed by {people}, reactions: {reactions}"), people=people, reactions=reactions)
    return join(
        " · ",
        [
            fill("{number}. {kind}", number=issue.issue_id, kind=kind_name(issue.recipe.kind)),
            fill("{time}", time=_time(issue.due_at, issue)),
            state_of(issue),
            numbers,
        ],
    )


def _photo(number: int, photo: Photo) -> Html:
    language = spoken()
    caption = next((one.text for one in photo.captions if one.language is language), "")
    credit = credit_line(photo.rights, language)
    return fill("{number}. {what}", number=number, what=" · ".join(filter(None, [clip(caption, CAPTION), credit])))


def _how_to_write(issue: Issue) -> Html:
    wording = issue.wording
    languages: list[Language] = list(wording.texts) if wording else []
    commands = [
        fill("<code>/digest_{number}_{language}</code>", number=issue.issue_id, language=one.value) for one in languages
    ]
    hint = fill(_("To word it otherwise, send the command and the text, at most {limit} characters:"), limit=LONGEST)
    return join("\n", [hint, *commands])


def _time(at: dt.datetime, issue: Issue) -> str:
    return format_datetime(at.astimezone(issue.recipe.zone), "d MMM, HH:mm", locale=spoken().value)
