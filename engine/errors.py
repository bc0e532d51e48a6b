"""Everything that can go wrong and has a sentence for the person: one tree, translated in one place.

    PhotobankError
    ├── BadInput            what was typed or sent cannot be used
    │   ├── EmptyQuery
    │   ├── TextTooLong
    │   ├── UnknownTag
    │   ├── NothingLeft
    │   ├── BadTitle
    │   ├── BadOrganisation
    │   ├── BadArchiveSent
    │   ├── NoUpload
    │   ├── NotSavable
    │   ├── TooManySaved
    │   ├── CollectionFull
    │   ├── BadReport
    │   ├── BadOffer
    │   ├── BadCaption
    │   ├── BadReason
    │   ├── BadTime
    │   ├── BadAudit
    │   ├── NoPhotoNamed
    │   ├── NoTagNamed
    │   ├── BadPerson
    │   ├── BadSchedule
    │   ├── BadDigestText
    │   ├── BadImage
    │   │   ├── NotAnImage
    │   │   ├── BrokenImage
    │   │   ├── ImageTooLarge
    │   │   └── ImageTooSmall
    │   └── FileTooBig
    ├── Gone                what is asked for is no longer there
    │   ├── SearchGone
    │   ├── PageGone
    │   ├── SampleGone
    │   ├── ChoiceGone
    │   ├── CollectionGone
    │   ├── LinkGone
    │   ├── RequestGone
    │   ├── OfferGone
    │   ├── WishGone
    │   ├── AlreadyReviewed
    │   ├── DeedGone
    │   ├── Superseded
    │   ├── TooLate
    │   ├── ScheduleGone
    │   ├── IssueDecided
    │   └── PhotoGone
    ├── NotAllowed          the actor's role is not enough
    │   ├── NotRegistered   one tap would make it enough
    │   └── TooSoon         it was decided a short while ago
    ├── TooMuch             somebody asks more often than anybody is answered
    ├── OwnerBySettings     the settings say otherwise
    ├── LastOwner           nobody would be left who gives roles
    ├── BeingReviewed       somebody else has it before them
    ├── NoChannel           the settings name none to post to
    ├── TermsChanged        what was to be accepted is no longer what holds
    ├── ModelUnavailable    weights are neither on disk nor within reach
    │   └── ModelDamaged    a file is not what the hub says it is
    ├── CaptionerMissing    llama.cpp is not installed
    ├── CaptionerFailed     the captioner's process died, hung or answered nonsense
    ├── EncoderWorse        another encoder answers the graded queries worse
    ├── WrongEncoder        the bank belongs to another encoder
    ├── BankBusy            another process owns the index
    ├── BadListing          a file that says something about photos cannot be read
    └── BadSetting          a setting is missing or wrong

`notice` is the message id of the sentence (English, translated by gettext where it is shown); `facts` fill its fields.
"""

from __future__ import annotations

from typing import Any, ClassVar


class PhotobankError(Exception):
    """The root. A subclass sets `notice`; the constructor's keyword arguments fill its `{fields}`."""

    notice: ClassVar[str] = "Something went wrong. Please try again."

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.notice.format_map(facts) if facts else self.notice)


class BadInput(PhotobankError):
    notice = "I cannot use that. Send words, a #tag or a photograph."


class EmptyQuery(BadInput):
    notice = "There is nothing to search for in that. Write what the picture should show, for example: bridge at night."


class TextTooLong(BadInput):
    notice = "That is too long for a search: please keep it within {limit} characters."


class UnknownTag(BadInput):
    notice = "I do not know the tag #{tag}."


class NothingLeft(BadInput):
    notice = "That is all that you ask for. Write what to look for instead, or begin a new search: /new"


class BadTitle(BadInput):
    notice = "Please give it a title of one line, at most {limit} characters."


class BadOrganisation(BadInput):
    notice = (
        "Please write the organisation's name after the command, in {least} to {most} characters: /partner City News"
    )


class BadArchiveSent(BadInput):
    notice = "I found no picture that I can take out of that archive. A ZIP with photographs works best."


class NoUpload(BadInput):
    notice = "There is no upload going on. /upload begins one."


class NotSavable(BadInput):
    notice = "A search by a picture that you sent cannot be kept, for the picture itself is not."


class CollectionFull(BadInput):
    notice = "A collection holds {limit} photos at most. Please begin another one, or take some out."


class TooManySaved(BadInput):
    notice = "You keep {limit} searches already. Delete one first: /alerts"


class BadReport(BadInput):
    notice = "Please write after the command what is wrong, in at most {limit} characters."


class BadOffer(BadInput):
    notice = "Please write a text of at most {limit} characters, and after it a link that begins with https://"


class BadCaption(BadInput):
    notice = "Please write a caption of at most {limit} characters."


class BadReason(BadInput):
    notice = "Please give a reason of at most {limit} characters."


class BadAudit(BadInput):
    notice = "Please write what to look up: /audit photo 12, /audit person 34 or /audit day 2026-12-24"


class NoPhotoNamed(BadInput):
    notice = "Please write the photo's number after the command: /photo_stats 12"


class NoTagNamed(BadInput):
    notice = "Please write the tag's name after the command: /tag_stats bridge"


class BadPerson(BadInput):
    notice = "I do not know that person: they must have written to me. Forward a message of theirs, or send their id."


class BadSchedule(BadInput):
    notice = (
        "Please write which digest, and when as a cron expression, once an hour at most: /digest weekly 0 12 * * MON"
    )


class BadDigestText(BadInput):
    notice = "Please write a text of at most {limit} characters after the command."


class BadTime(BadInput):
    notice = "Please write a time to come, within a year: 2026-12-24 09:00, 24.12 09:00 or 09:00."


class BadImage(BadInput):
    notice = "I cannot read that picture. Please send it as JPEG, PNG, WebP, HEIC, AVIF or TIFF."


class NotAnImage(BadImage):
    notice = "That file is not a picture that I can read. I understand JPEG, PNG, WebP, HEIC, AVIF and TIFF."


class BrokenImage(BadImage):
    notice = "That picture is damaged or incomplete. Please send it again."


class ImageTooLarge(BadImage):
    notice = "That picture has too many pixels: {width}×{height}. The limit is {limit} megapixels."


class ImageTooSmall(BadImage):
    notice = "That picture is too small to search by: {width}×{height} pixels."


class FileTooBig(BadInput):
    notice = "That file is too big for me: Telegram lets a bot read at most {limit} MB. Send it as a photo instead."


class Gone(PhotobankError):
    notice = "That is no longer there."


class SearchGone(Gone):
    notice = "That search is no longer kept. Please ask again."


class PageGone(Gone):
    notice = "There are no further pages."


class SampleGone(Gone):
    notice = "I no longer remember the picture that you sent. Please send it again."


class ChoiceGone(Gone):
    notice = "That choice is no longer there. Please look at the search again."


class CollectionGone(Gone):
    notice = "That collection is no longer there."


class LinkGone(Gone):
    notice = "This link leads nowhere any more: it has ended or was taken back."


class RequestGone(Gone):
    notice = "That has been decided already, or was taken back."


class OfferGone(Gone):
    notice = "That offer is no longer there."


class WishGone(Gone):
    notice = "That wish is no longer on the list."


class DeedGone(Gone):
    notice = "That cannot be taken back."


class Superseded(Gone):
    notice = "Something newer stands on that, so it cannot be taken back."


class TooLate(Gone):
    notice = "That could be taken back for 24 hours only."


class ScheduleGone(Gone):
    notice = "That schedule is no longer there: /digest"


class IssueDecided(Gone):
    notice = "That issue is decided already: /digest"


class AlreadyReviewed(Gone):
    notice = "That photo does not wait for review any more. The next one: /review"


class DuplicateTaken(Gone):
    notice = "This pair is settled, or another moderator has it before them. The next one: /duplicates"


class PhotoGone(Gone):
    notice = "That photo is no longer in the bank."


class NotAllowed(PhotobankError):
    notice = "That is not open to you."


class NotRegistered(NotAllowed):
    notice = "That is for registered people. /register takes one tap."


class TooSoon(NotAllowed):
    notice = "Your last request was declined. You may ask again from {date}."


class TooMuch(PhotobankError):
    notice = "That is more than I can look for at once. Please give me {seconds} seconds."


class OwnerBySettings(PhotobankError):
    notice = "The settings name that person as an owner; they are removed there only."


class LastOwner(PhotobankError):
    notice = "That is the last owner: somebody has to be able to give roles."


class BeingReviewed(PhotobankError):
    notice = "Somebody else is looking at this photo now. The next one: /review"


class NoChannel(PhotobankError):
    notice = "There is no channel to post to: the setting PHOTOBANK_CHANNEL_ID names it."


class TermsChanged(PhotobankError):
    notice = "The terms have changed since. Please read them again: /terms"


class ModelUnavailable(PhotobankError):
    notice = (
        "The encoder {name} is not on this machine and cannot be downloaded now. "
        "With a network, run: photobank models pull {name}"
    )


class ModelDamaged(ModelUnavailable):
    notice = (
        "The file {file} of the encoder {name} was damaged and is removed. "
        "With a network, run once more: photobank models pull {name}"
    )


class CaptionerMissing(PhotobankError):
    notice = "The captioner needs llama.cpp. Install it with: pip install 'city-photobank[vlm]'"


class CaptionerFailed(PhotobankError):
    notice = "The captioner failed: {reason}."


class EncoderWorse(PhotobankError):
    notice = (
        "The encoder {name} answers worse: nDCG {new} instead of {old} over {count} queries "
        "(the difference lies between {low} and {high}). Nothing was changed; --force changes it all the same."
    )


class WrongEncoder(PhotobankError):
    notice = (
        "This bank was made with the encoder {bank}, not {given}. "
        "To change it, run: photobank reindex --encoder {given}"
    )


class BankBusy(PhotobankError):
    notice = "Another process ({owner}) is using this bank's index."


class BadListing(PhotobankError):
    notice = "Row {row} of that file cannot be used: {reason}."


class BadSetting(PhotobankError):
    notice = "The setting {name} is wrong: {reason}"


class AlreadyStored(PhotobankError):
    """Raised by `Photos.add`; a use case turns it into the outcome *already here*, so nobody reads this sentence."""

    notice = "This photo is already in the bank."
