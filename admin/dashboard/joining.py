"""Counted words of the same meaning become one row."""

from __future__ import annotations

from collections.abc import Sequence

from admin.dashboard.figures import AskedWords
from admin.meanings import Meaning


def joined(rows: Sequence[AskedWords], meanings: Sequence[Meaning]) -> list[AskedWords]:
    """A row for each meaning, in their order; words of which there is no row are left out.

    Searches add up. People do not, for the same person may have used several words: theirs is the largest number
    among the words, which is the least that they can be.
    """
    by_words = {row.words: row for row in rows}
    found = []
    for meaning in meanings:
        same = [by_words[wording.text] for wording in meaning.wordings if wording.text in by_words]
        if same:
            found.append(_one(same))
    return found


def _one(same: Sequence[AskedWords]) -> AskedWords:
    by_people = sorted(same, key=lambda row: (-row.people, -row.searches, row.words))
    others = [words for row in by_people for words in (row.words, *row.others)][1:]
    return AskedWords(
        words=by_people[0].words,
        searches=sum(row.searches for row in same),
        people=max(row.people for row in same),
        searches_before=sum(row.searches_before for row in same),
        nothing_found=sum(row.nothing_found for row in same),
        others=tuple(dict.fromkeys(others)),
    )
