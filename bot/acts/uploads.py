"""Uploads: their use cases, made in one place."""

from __future__ import annotations

from dataclasses import dataclass

from engine.blocking import Worker
from engine.ingest.ingest_photo import IngestPhoto
from engine.ingest.uploads import BeginUpload, EndUpload, IsUploading, LookAlike, NoteFiles, TakeFiles
from engine.ports import Begin, Clock, Events


@dataclass(frozen=True, kw_only=True)
class Uploading:
    """Each field is given to the handlers under its name."""

    begin_upload: BeginUpload
    end_upload: EndUpload
    is_uploading: IsUploading
    note_files: NoteFiles
    take_files: TakeFiles


def make_uploading(
    begin: Begin, ingest_photo: IngestPhoto, look_alike: LookAlike, images: Worker, events: Events, clock: Clock
) -> Uploading:
    return Uploading(
        begin_upload=BeginUpload(begin=begin, clock=clock),
        end_upload=EndUpload(begin=begin, clock=clock),
        is_uploading=IsUploading(begin=begin, clock=clock),
        note_files=NoteFiles(begin=begin, clock=clock),
        take_files=TakeFiles(
            begin=begin,
            ingest_photo=ingest_photo,
            look_alike=look_alike,
            unpacking=images,
            events=events,
            clock=clock,
        ),
    )
