"""Every table that knows a person is accounted for where people are forgotten and where they get their data."""

from __future__ import annotations

from storage.kept import ERASED, EXPORTED, STAYING
from storage.tables.complete import metadata
from storage.tables.conversations import sent_looks

NOT_TOLD = {
    "accounts": "the person knows their own Telegram id",
    "people": "told as role, language and the time of meeting",
    "review_leases": "the photo that they look at just now",
    "tag_proposals": "a change of the vocabulary that waits for their answer",
    "tags_kept_apart": "a decision about two tags, kept for good",
    "review_skips": "photos that they passed over, which others look at",
    "plans": "what they decided is told as deeds",
    sent_looks.name: "numbers that say nothing to anybody, kept for an hour",
}


def of_people() -> set[str]:
    return {table.name for table in metadata.sorted_tables if "person_id" in table.c}


def test_each_table_of_people_is_erased_or_says_why_it_stays() -> None:
    erased, staying = {table.name for table in ERASED}, {table.name for table in STAYING}
    assert erased | staying == of_people()
    assert erased & staying == set()
    assert all(STAYING.values())


def test_each_table_of_people_is_in_the_export_or_has_a_reason_not_to_be() -> None:
    assert {table.name for table, _columns in EXPORTED.values()} | set(NOT_TOLD) == of_people()
