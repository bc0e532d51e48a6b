"""What the bot says of its own accord reaches those it is for, in their language, and nobody else."""

from __future__ import annotations

from bot.bank import Photobank, utc_now
from bot.menus import KeepMenus
from bot.presenters.markup import Html
from bot.presenters.messages import TextMessage
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.telling import Teller
from engine.model import Language, PersonId, Role
from engine.tagging.ports import StepFailure
from tests.end_to_end.conftest import polling


def greeting(language: Language) -> TextMessage:
    return TextMessage(text=Html({Language.RU: "Новости", Language.EN: "News"}[language]))


async def known(photobank: Photobank, person: SandboxPerson, role: Role | None = None) -> PersonId:
    """The pseudonym of somebody who says hello, and is given a role."""
    await person.says("/start")
    await person.sees()
    async with photobank.begin(writes=True) as work:
        found = await work.people.by_telegram_id(person.id)
        assert found is not None
        if role is not None:
            await work.people.set_role(found.person_id, role)
        await work.commit()
    return found.person_id


async def test_a_person_is_told_in_their_language_and_not_when_they_cannot_be(photobank: Photobank) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        teller: Teller = running.dispatcher["teller"]
        anna, james = await telegram.person("Анна"), await telegram.person("James", language="en")
        anna_id, james_id = await known(photobank, anna), await known(photobank, james)
        assert await teller.person(anna_id, greeting)
        assert await teller.person(james_id, greeting)
        assert (await anna.sees("Новости")).text == "Новости"
        assert (await james.sees("News")).text == "News"
        assert not await teller.person(PersonId(12345), greeting), "nobody has this pseudonym"


async def test_moderators_are_told_and_owners_whom_the_settings_name_and_nobody_else(photobank: Photobank) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        teller: Teller = running.dispatcher["teller"]
        anna, oleg, owner = [await telegram.person(name) for name in ("Анна", "Олег", "Owner")]
        await known(photobank, anna)
        await known(photobank, oleg, Role.MODERATOR)
        assert await teller.moderators(greeting) == 1, "the owner has never spoken to the bot"
        await known(photobank, owner)
        assert await teller.moderators(greeting) == 2
        await owner.blocks()
        assert await teller.moderators(greeting) == 1
        assert len(await anna.chat()) == 2, "her hello and its answer"


async def test_a_role_brings_its_menu_and_its_end_takes_it_away(photobank: Photobank) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        oleg, owner = await telegram.person("Олег"), await telegram.person("Owner")
        keep_menus = KeepMenus(bot=running.bot, begin=photobank.begin, owner_ids=frozenset({owner.id}))
        pseudonym = await known(photobank, oleg, Role.MODERATOR)
        await known(photobank, owner)
        await keep_menus()
        assert "review" in {one["command"] for one in await oleg.menu()}
        assert "roles" not in {one["command"] for one in await oleg.menu()}
        assert "roles" in {one["command"] for one in await owner.menu()}
        async with photobank.begin(writes=True) as work:
            await work.people.set_role(pseudonym, Role.MEMBER)
            await work.commit()
        await keep_menus()
        assert "review" not in {one["command"] for one in await oleg.menu()}
        said = len(await telegram.calls())
        await keep_menus()
        assert len([one for one in (await telegram.calls())[said:] if one["method"] == "setMyCommands"]) == 0


async def test_moderators_hear_from_the_running_bot_what_indexing_gave_up_and_have_it_tried_again(
    photobank: Photobank,
) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram):
        oleg = await telegram.person("Олег")
        await known(photobank, oleg, Role.MODERATOR)
        async with photobank.begin(writes=True) as work:
            photo_id = (await work.photos.newest(1))[0]
            failure = StepFailure(
                photo_id=photo_id, step="suggesting", attempts=6, failed_at=utc_now(), next_at=None, reason="no model"
            )
            await work.descriptions.fail(failure)
            await work.commit()
        told = await oleg.sees("Индексация сдалась")
        assert f"no model (№ {photo_id})" in told.text
        await oleg.taps("Попробовать снова", on=told)
        await oleg.sees("Пробую снова: 1 фотография.")
        async with photobank.begin() as work:
            left = await work.descriptions.failure(photo_id, "suggesting")
        assert left is None or left.next_at is not None
