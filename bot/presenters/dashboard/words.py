"""What the sections are called, and how each of their numbers is counted."""

from __future__ import annotations

from admin.dashboard.sections import Section
from bot.locales import gettext as _
from bot.locales import ngettext


def title_of(section: Section) -> str:
    titles = {
        Section.OVERVIEW: _("Overview"),
        Section.HOURS: _("When people search"),
        Section.TOP: _("What is asked for"),
        Section.RISING: _("What is rising"),
        Section.NOTHING: _("Asked and not found"),
        Section.TAGS: _("Tags: asked and there"),
        Section.PHOTOS: _("Photos: opened and taken"),
        Section.GROWTH: _("The bank grows"),
        Section.QUALITY: _("How well we answer"),
        Section.AUDIENCE: _("Who asks, and where"),
        Section.RETENTION: _("Who comes back"),
        Section.SPEED: _("How fast we answer"),
        Section.DIGESTS: _("What digests bring"),
    }
    return titles[section]


def counted(section: Section, least_people: int) -> str:
    """How the numbers of a section are counted."""
    sentences = {
        Section.OVERVIEW: _(
            "A search is a question asked in a chat. It succeeded if a photo was opened, kept, taken or shared from "
            "its pages."
        ),
        Section.HOURS: _("Searches in chats, by the clock of the bank."),
        Section.TOP: _("Searches by meaning: words that mean the same in either language are one row.")
        + " "
        + hidden(least_people),
        Section.RISING: _("Meanings asked for more often than chance explains, against as many days before.")
        + " "
        + hidden(least_people),
        Section.NOTHING: _("Searches that found no exact or close photo, by meaning.") + " " + hidden(least_people),
        Section.TAGS: _("Searches that asked for the tag, beside the published photos that carry it now."),
        Section.PHOTOS: _("How often a photo was opened and how often its file was taken; published photos only."),
        Section.GROWTH: _("Photos published, and photos waiting for review, at the end of each day."),
        Section.QUALITY: _(
            "Of the pages that had this place, the share on which its photo was opened. Votes are for single photos."
        ),
        Section.AUDIENCE: _(
            "Searches in chats by language. Inline questions are counted at every pause in typing and belong to no "
            "language."
        ),
        Section.RETENTION: _(
            "People by the week in which they first came, and the share of them who came in the weeks after."
        ),
        Section.SPEED: _(
            "From the question to the finished page: half of the searches were faster than the lower line, 95 of 100 "
            "faster than the upper one."
        ),
        Section.DIGESTS: _(
            "Links of issues that people followed into the bank, each once for each person; reactions are those that "
            "the issues of these days have now."
        ),
    }
    return sentences[section]


def hidden(least_people: int) -> str:
    """Why somebody's own words may be missing."""
    sentence = ngettext(
        "Words that fewer than {count} person used are not shown.",
        "Words that fewer than {count} people used are not shown.",
        least_people,
    )
    return sentence.format(count=least_people)


def empty_of(section: Section) -> str:
    """Why there is nothing to draw."""
    sentences = {
        Section.TOP: _("No words were asked often enough to be shown"),
        Section.RISING: _("Nothing rises more than chance explains"),
        Section.NOTHING: _("Everything that was asked was found"),
        Section.TAGS: _("Nobody asked for a tag"),
        Section.PHOTOS: _("No photo was opened or taken"),
        Section.GROWTH: _("The bank is empty"),
        Section.RETENTION: _("Nobody came for the first time"),
        Section.DIGESTS: _("No digest was posted, and nobody came from one"),
    }
    return sentences.get(section) or _("Nobody searched in these days")


def empty_hint(section: Section) -> str:
    """When there will be something, if that is no matter of what people ask."""
    if section not in {Section.OVERVIEW, Section.HOURS, Section.QUALITY, Section.AUDIENCE, Section.SPEED}:
        return ""
    return _("Numbers come by themselves, a few seconds after people have searched.")
