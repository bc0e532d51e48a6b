"""What people do here beside searching: the use cases that need nothing but the bank's ports, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from admin.publication import WithdrawPhotos
from admin.requests import DecidePartnership, SettleReport
from admin.review.ports import BeginReview
from engine.blocking import Worker
from engine.library.collections import ChangeCollection, ListCollections, MakeCollection, OpenCollection
from engine.library.favourites import MarkFavourite
from engine.library.history import DeleteHistory, ReadHistory
from engine.library.sharing import FollowLink, LookThrough, RevokeLinks, ShareCollection
from engine.library.shelves import OpenShelf
from engine.library.zipping import ZipCollection
from engine.people.asking import AskPartnership, ReportPhoto
from engine.people.presence import MoveGroup, NoteBlock, NoteGroup
from engine.people.register import AcceptTerms, ReadTerms
from engine.people.settings import ChooseLanguage, ExportPerson, ForgetPerson
from engine.ports import Clock, Events, Files
from engine.rights.download import DownloadPhoto

LARGEST_DOCUMENT = 50_000_000
"""Bytes that Telegram takes from a bot: 50 MB, read in the smaller way."""


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Each field is given to the handlers under its name."""

    read_terms: ReadTerms
    accept_terms: AcceptTerms
    choose_language: ChooseLanguage
    export_person: ExportPerson
    forget_person: ForgetPerson
    open_shelf: OpenShelf
    mark_favourite: MarkFavourite
    read_history: ReadHistory
    delete_history: DeleteHistory
    list_collections: ListCollections
    make_collection: MakeCollection
    open_collection: OpenCollection
    change_collection: ChangeCollection
    share_collection: ShareCollection
    revoke_links: RevokeLinks
    follow_link: FollowLink
    look_through: LookThrough
    zip_collection: ZipCollection
    download_photo: DownloadPhoto
    report_photo: ReportPhoto
    settle_report: SettleReport
    ask_partnership: AskPartnership
    decide_partnership: DecidePartnership
    note_block: NoteBlock
    note_group: NoteGroup
    move_group: MoveGroup


def make_acts(
    *, begin: BeginReview, files: Files, images: Worker, events: Events, clock: Clock, largest: int = LARGEST_DOCUMENT
) -> Acts:
    return Acts(
        read_terms=ReadTerms(begin=begin),
        accept_terms=AcceptTerms(begin=begin, events=events, clock=clock),
        choose_language=ChooseLanguage(begin=begin, events=events, clock=clock),
        export_person=ExportPerson(begin=begin),
        forget_person=ForgetPerson(begin=begin, events=events, clock=clock),
        open_shelf=OpenShelf(begin=begin, events=events, clock=clock),
        mark_favourite=MarkFavourite(begin=begin, events=events, clock=clock),
        read_history=ReadHistory(begin=begin),
        delete_history=DeleteHistory(begin=begin),
        list_collections=ListCollections(begin=begin),
        make_collection=MakeCollection(begin=begin, events=events, clock=clock),
        open_collection=OpenCollection(begin=begin),
        change_collection=ChangeCollection(begin=begin, events=events, clock=clock),
        share_collection=ShareCollection(begin=begin, events=events, clock=clock),
        revoke_links=RevokeLinks(begin=begin),
        follow_link=FollowLink(begin=begin, events=events, clock=clock),
        look_through=LookThrough(begin=begin, clock=clock),
        zip_collection=ZipCollection(
            begin=begin, files=files, images=images, events=events, clock=clock, largest=largest
        ),
        download_photo=DownloadPhoto(
            begin=begin, files=files, images=images, events=events, clock=clock, largest=largest
        ),
        report_photo=ReportPhoto(begin=begin, events=events, clock=clock),
        settle_report=SettleReport(
            begin=begin,
            withdraw=WithdrawPhotos(begin=begin, events=events, clock=clock),
            events=events,
            clock=clock,
        ),
        ask_partnership=AskPartnership(begin=begin, events=events, clock=clock),
        decide_partnership=DecidePartnership(begin=begin, events=events, clock=clock),
        note_block=NoteBlock(begin=begin, clock=clock),
        note_group=NoteGroup(begin=begin, clock=clock),
        move_group=MoveGroup(begin=begin),
    )
