// New people, groups and channels, and who is in those that there are.
import * as api from "./api.js";
import { el } from "./dom.js";
import { fullName } from "./format.js";
import { formDialog, labelled, show, tick } from "./forms.js";
import { now, store } from "./now.js";
import { role } from "./people.js";
import { say } from "./strings.js";

const LANGUAGES = ["ru", "en", "de", "zh", ""];
const KINDS = ["group", "supergroup", "channel"];

/** A menu's words without the dots that promise a dialog: here it is. */
const plain = (words) => words.replace("…", "");
const select = (values, words) =>
  el(
    "select",
    { class: "field" },
    values.map((value) => el("option", { value }, words(value))),
  );
const box = (checked) => el("input", { type: "checkbox", checked });
const text = (most, props = {}) =>
  el("input", { class: "field", type: "text", maxlength: most, autocomplete: "off", dir: "auto", ...props });

/** For the menu of people: whoever is new is who one becomes, and a new chat is opened. */
export const makerItems = ({ reload, enter }) => [
  {
    label: say.newPerson,
    icon: "person",
    choose: () =>
      makePerson(async ({ id }) => {
        await reload();
        if (store.person(id)) enter(store.person(id), id);
      }),
  },
  {
    label: say.newChat,
    icon: "group",
    choose: () =>
      makeChat(async ({ id }) => {
        await reload();
        if (store.chatsOf(now.person).some((one) => one.id === id)) enter(now.person, id);
      }),
  },
];

/** `made(person)` is called with who has come into the world. */
function makePerson(made) {
  const name = text(64, { required: true, pattern: ".*\\S.*" });
  const language = select(LANGUAGES, (value) => say.languages[value]);
  const roles = select(Object.keys(say.roles), (value) => say.roles[value]);
  const { dialog } = formDialog({
    name: "new-person",
    title: plain(say.newPerson),
    go: say.make,
    submit: async () =>
      made(
        await api.addPerson({
          first_name: name.value.trim(),
          language_code: language.value || null,
          role: roles.value,
        }),
      ),
    body: [
      labelled(say.name, name),
      el("div", { class: "side-by-side" }, labelled(say.languageOf, language), labelled(say.role, roles)),
      el("p", { class: "form-hint" }, say.roleIsALabel),
    ],
  });
  show(dialog, name);
}

/** `made(chat)` is called with what has been founded. Whoever one is, is in it. */
function makeChat(made) {
  const title = text(128, { required: true, pattern: ".*\\S.*" });
  const kind = select(KINDS, (value) => say.kinds[value]);
  const withBot = box(true);
  const { rows, chosen } = peopleTicks(() => true);
  const { dialog } = formDialog({
    name: "new-chat",
    title: plain(say.newChat),
    go: say.make,
    submit: async () => {
      const there = kind.value === "channel" ? "administrator" : "member";
      made(
        await api.addChat({
          type: kind.value,
          title: title.value.trim(),
          members: chosen(),
          bot: withBot.checked ? there : "left",
        }),
      );
    },
    body: [
      labelled(say.name, title),
      labelled(say.kind, kind),
      el(
        "fieldset",
        { class: "ticks" },
        el("legend", {}, say.whoIsIn),
        tick(withBot, store.bot.first_name, say.bot),
        rows,
      ),
    ],
  });
  show(dialog, title);
}

/** Who is in a group or channel: ticks that are put or taken away are followed when one saves. */
export function changeMembers(chat) {
  const { rows, chosen } = peopleTicks((person) => chat.members.includes(person.id), { all: true });
  const { dialog } = formDialog({
    name: "members",
    title: say.membersOf(chat.title),
    go: say.save,
    submit: async () => {
      const wanted = chosen();
      const moves = [
        ...wanted.filter((id) => !chat.members.includes(id)).map((id) => [id, true]),
        ...chat.members.filter((id) => !wanted.includes(id) && store.person(id)).map((id) => [id, false]),
      ];
      for (const [id, joined] of moves) await api.moveMember(chat.id, id, joined);
    },
    body: el("fieldset", { class: "ticks" }, el("legend", { class: "visually-hidden" }, say.whoIsIn), rows),
  });
  show(dialog, rows[0].querySelector("input"));
}

/** A tick for each person, oneself first and, unless `all`, without a choice. */
function peopleTicks(isIn, { all = false } = {}) {
  const people = store.state.people.toSorted((one, other) => (other.id === now.person.id) - (one.id === now.person.id));
  const ticks = people.map((person) => {
    const input = box(isIn(person));
    input.disabled = !all && person.id === now.person.id;
    return { person, input, row: tick(input, fullName(person), role(person)) };
  });
  return {
    rows: ticks.map(({ row }) => row),
    chosen: () => ticks.filter(({ input }) => input.checked).map(({ person }) => person.id),
  };
}
