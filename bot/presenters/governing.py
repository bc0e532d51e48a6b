"""One tag as those see it who govern the vocabulary, what was done with it, and what it would be like."""

from __future__ import annotations

from bot.keyboards.governing import card_keyboard, reset_keyboard, undo_keyboard, warned_keyboard
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.messages import TextMessage
from engine.errors import ChoiceGone
from engine.model import Kind, Tag
from engine.search.narrowing import number_of
from engine.tagging.alike import Alike, Sameness
from engine.tagging.governing.applying import Changed
from engine.tagging.governing.govern import Outcome, Warned
from engine.tagging.governing.health import TagsHealth, TagState
from engine.tagging.governing.ports import ChangeKind

MOST_NAMES = 12
MOST_ALIKE = 5


def tag_card(state: TagState) -> TextMessage:
    tag = state.tag
    head = join("\n", [_both(tag), _aliases(tag), _above(state), _below(state), photos_in_words(state.photos)])
    alike = [_alike_line(one, count) for one, count in state.alike[:MOST_ALIKE]]
    if alike:
        alike.insert(0, fill(_("It looks the same as:")))
    return TextMessage(
        text=join("\n\n", [head, join("\n", alike), _hints(tag)]), keyboard=card_keyboard(state, MOST_ALIKE)
    )


def outcome_of(outcome: Outcome) -> TextMessage:
    return warned(outcome) if isinstance(outcome, Warned) else changed(outcome)


def warned(warning: Warned) -> TextMessage:
    """Nothing was done yet: which tags it would be like, with the photos on both sides."""
    head = fill(_("⚠ {names}: that looks the same as a tag that is there."), names=_both(warning.wanted))
    own = photos_in_words(warning.photos) if warning.photos else Html()
    lines = [_alike_line(one, count) for one, count in warning.alike[:MOST_ALIKE]]
    ask = fill(_("Merge them, keep both (I shall not ask about these again), or leave all as it was?"))
    return TextMessage(
        text=join("\n\n", [join("\n", [head, own]), join("\n", lines), ask]),
        keyboard=warned_keyboard(warning, MOST_ALIKE),
    )


def changed(done: Changed) -> TextMessage:
    return TextMessage(text=done_in_words(done), keyboard=undo_keyboard(done))


def done_in_words(done: Changed) -> Html:
    tag, other, count = done.tag, done.other, done.photos
    if done.kind is ChangeKind.RESET:
        return fill(ngettext("{count} tag was taken off.", "{count} tags were taken off.", count), count=count)
    if tag is None:
        said = fill(_("Deleted: {tag}."), tag=_both(other) if other else Html())
    elif done.kind is ChangeKind.MERGE and other is not None:
        sentence = _("{gone} is now {tag}: whoever asks by the old name still finds.")
        said = fill(sentence, gone=_both(other), tag=_both(tag))
    elif done.kind is ChangeKind.SPLIT and other is not None:
        said = fill(_("{new} was split off {tag}."), new=_both(other), tag=_both(tag))
    elif done.kind is ChangeKind.CREATE:
        said = fill(_("Made: {tag}."), tag=_both(tag))
    else:
        said = join("\n", [fill(_("Changed: {tag}."), tag=_both(tag)), _aliases(tag)])
    return join("\n", [said, _concerned(count)])


def undone(done: Changed) -> TextMessage:
    if done.tag is None:
        return TextMessage(text=fill(_("Undone: all is as it was.")))
    return TextMessage(text=fill(_("Undone: {tag} is as it was."), tag=_both(done.tag)))


def cancelled() -> TextMessage:
    return TextMessage(text=fill(_("All stays as it was.")))


def kept_apart() -> str:
    return _("Kept both; I shall not ask about these two again.")


def reset_asked(health: TagsHealth, number: int) -> TextMessage:
    """Raises ChoiceGone where no source has that number any more."""
    source = next((one for one in health.sources if number_of(Kind.TAG, one.source) == number), None)
    if source is None:
        raise ChoiceGone
    ask = fill(_("Take off every tag that comes from <b>{source}</b>?"), source=source.source)
    return TextMessage(text=join("\n", [ask, photos_in_words(source.photo_count)]), keyboard=reset_keyboard(number))


def photos_in_words(count: int) -> Html:
    return fill(ngettext("On {count} photo.", "On {count} photos.", count), count=count)


def name_of(tag: Tag) -> Html:
    return fill("#{name}", name=tag.name(spoken()))


def why(alike: Alike) -> str:
    reasons = {
        Sameness.NAME: _("the same name"),
        Sameness.FORM: _("the same words in another form"),
        Sameness.SOUND: _("it sounds the same"),
        Sameness.SPELLING: _("almost the same letters"),
        Sameness.MEANING: _("nearly the same meaning"),
    }
    return reasons[alike.sameness]


def _alike_line(alike: Alike, count: int) -> Html:
    return fill(
        ngettext("• {tag}, {count} photo: {why}", "• {tag}, {count} photos: {why}", count),
        tag=_both(alike.tag),
        count=count,
        why=why(alike),
    )


def _both(tag: Tag) -> Html:
    return fill("<b>#{ru}</b> / #{en}", ru=tag.ru, en=tag.en)


def _aliases(tag: Tag) -> Html:
    if not tag.aliases:
        return Html()
    names = ", ".join(tag.aliases[:MOST_NAMES]) + ("…" if len(tag.aliases) > MOST_NAMES else "")
    return fill(_("Also: {names}"), names=names)


def _above(state: TagState) -> Html:
    return fill(_("Under: {parent}"), parent=name_of(state.parent)) if state.parent else Html()


def _below(state: TagState) -> Html:
    if not state.children:
        return Html()
    names = ", ".join(one.name(spoken()) for one in state.children[:MOST_NAMES])
    more = "…" if len(state.children) > MOST_NAMES else ""
    return fill(_("Over {count}: {names}"), count=len(state.children), names=names + more)


def _concerned(count: int) -> Html:
    return fill(ngettext("{count} photo changed.", "{count} photos changed.", count), count=count) if count else Html()


def _hints(tag: Tag) -> Html:
    """Each as it is to be sent: a touch copies it."""
    name = clip(tag.name(spoken()), 40)
    hints = [
        fill(_("<code>/tag {name} = new / new</code>: rename"), name=name),
        fill(_("<code>/tag {name} + alias</code>, <code>/tag {name} - alias</code>: an alias more or less"), name=name),
        fill(_("<code>/tag {name} &gt; other</code>: merge into another"), name=name),
        fill(_("<code>/tag {name} % new / new</code>: split off those whose captions say so"), name=name),
        fill(_("<code>/tag {name} ^ other</code>: put it under another"), name=name),
    ]
    return join("\n", hints)
