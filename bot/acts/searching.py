"""What people do with a search once it is made, and with tags: use cases around the one that searches."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.near import LookAround
from engine.library.saved import AskSaved, ChangeSaved, ListSaved, SaveSearch
from engine.library.shelves import OpenShelf
from engine.ports import Begin
from engine.search.anew import BeginAnew
from engine.search.change_search import ChangeSearch
from engine.search.inline import AskInline, NoteChosen
from engine.search.judging import JudgeHit
from engine.search.panel import OpenPanel
from engine.search.search_photos import SearchPhotos
from engine.tagging.browse import BrowseTags, SearchByTag


@dataclass(frozen=True, kw_only=True)
class Searching:
    """Each field is given to the handlers under its name."""

    begin_anew: BeginAnew
    open_panel: OpenPanel
    change_search: ChangeSearch
    judge_hit: JudgeHit
    browse_tags: BrowseTags
    search_by_tag: SearchByTag
    save_search: SaveSearch
    list_saved: ListSaved
    change_saved: ChangeSaved
    ask_saved: AskSaved
    look_around: LookAround
    ask_inline: AskInline
    note_chosen: NoteChosen


def make_searching(begin: Begin, search_photos: SearchPhotos) -> Searching:
    texts, events, clock = search_photos.texts, search_photos.events, search_photos.clock
    return Searching(
        begin_anew=BeginAnew(begin=begin),
        open_panel=OpenPanel(begin=begin),
        change_search=ChangeSearch(begin=begin, search_photos=search_photos),
        judge_hit=JudgeHit(begin=begin, events=events, clock=clock),
        browse_tags=BrowseTags(begin=begin, texts=texts),
        search_by_tag=SearchByTag(begin=begin, search_photos=search_photos),
        save_search=SaveSearch(begin=begin, events=events, clock=clock),
        list_saved=ListSaved(begin=begin),
        change_saved=ChangeSaved(begin=begin, clock=clock),
        ask_saved=AskSaved(begin=begin, search_photos=search_photos),
        look_around=LookAround(begin=begin, events=events, clock=clock),
        ask_inline=AskInline(
            begin=begin,
            search_photos=search_photos,
            open_shelf=OpenShelf(begin=begin, events=events, clock=clock),
        ),
        note_chosen=NoteChosen(events=events, clock=clock),
    )
