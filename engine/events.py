"""Which events there are, and which facts each of them has; `docs/events.md` says what they mean.

Facts are JSON values. People appear as the event's `person_id`, a random pseudonym, and as `about` where something was
done to them; a Telegram id is never a fact.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.model import Event

FACTS: Mapping[str, frozenset[str]] = {
    kind: frozenset(facts.split())
    for kind, facts in {
        "searched": "search_id previous_id chat shelf language text words not_words understood tags unknown_tags "
        "asked_tags sample_count similar_to found shown best_score best_band took_ms",
        "paged": "search_id shelf page shown",
        "browsed": "search_id shelf",
        "opened": "photo_id search_id shelf page place",
        "judged": "search_id photo_id fits place band words",
        "favourited": "photo_id",
        "unfavourited": "photo_id",
        "made_collection": "collection_id",
        "collected": "collection_id photo_id",
        "uncollected": "collection_id photo_id",
        "deleted_collection": "collection_id",
        "shared_collection": "collection_id",
        "followed_link": "collection_id",
        "downloaded": "photo_id size terms_version",
        "shared_inline": "photo_id search_id",
        "saved_search": "search_id",
        "reported": "photo_id trouble",
        "settled_report": "photo_id withdrawn",
        "settled_wish": "wish_id state",
        "uploaded": "photo_id became",
        "published": "photo_id through",
        "withdrawn": "photo_id through",
        "rejected": "photo_id through",
        "in_review": "photo_id through",
        "planned": "photo_id due_at",
        "settled_duplicate": "photo_id other_id verdict",
        "undone": "photo_id deed",
        "governed_tags": "",
        "accepted_terms": "version",
        "registered": "version",
        "chose_language": "language",
        "forgot_person": "",
        "asked_partnership": "",
        "decided_partnership": "granted",
        "changed_role": "about role",
        "let_upload": "about may_upload",
        "saw_offer": "offer_id",
        "followed_offer": "offer_id",
        "edited_offer": "offer_id is_on",
        "digest": "issue_id digest",
        "edited_digest": "schedule_id changed",
        "decided_digest": "issue_id decision",
        "settled_digest": "issue_id decision",
        "followed_digest": "issue_id target",
        "digest_reactions": "issue_id count",
    }.items()
}
"""What every event of a kind says."""

SOMETIMES: Mapping[str, frozenset[str]] = {
    "searched": frozenset({"variants"}),
    "downloaded": frozenset({"search_id", "collection_id"}),
}
"""What some events of a kind say as well."""


def unlike(event: Event) -> str | None:
    """In what an event is unlike what is written here; None where it is as it should be."""
    if event.kind not in FACTS:
        return f"no event is called {event.kind}"
    told, always = set(event.facts), FACTS[event.kind]
    if missing := always - told:
        return f"{event.kind} does not say {', '.join(sorted(missing))}"
    if unknown := told - always - SOMETIMES.get(event.kind, frozenset()):
        return f"nobody knows what {event.kind} means by {', '.join(sorted(unknown))}"
    return None
