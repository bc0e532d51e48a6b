"""What came of experiments, for those who moderate."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import Message

from admin.experiments.reading import ReadExperiments
from bot.presenters.experiments import experiments_of
from bot.sending import Sender
from engine.model import Actor

router = Router(name="experiments")


@router.message(Command("experiments"), F.chat.type == ChatType.PRIVATE)
async def experiments_asked(message: Message, actor: Actor, read_experiments: ReadExperiments, sender: Sender) -> None:
    results = await read_experiments(actor)
    await sender.answer(message, experiments_of(results))
