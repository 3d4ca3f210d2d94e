// Two menus beside the field: the bot's commands, and everything else that a person can do.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { act } from "./compose.js";
import { byId, el } from "./dom.js";
import { chooseFile } from "./upload.js";
import { choose, currentChat, refresh, store } from "./store.js";

const STRANGER = { phone_number: "+79990000001", first_name: "Сосед", last_name: "Посторонний" };

const TOOLS = [
  ["Фото или файл с диска", chooseFile],
  ["Фото", () => act({ photo: picture() })],
  ["Альбом из трёх фото", () => act({ album: 3 })],
  ["Документ", () => act({ document: { file_name: "справка.pdf" } })],
  ["Голосовое", () => act({ voice: true })],
  ["Наклейка", () => act({ sticker: true })],
  ["Место на карте", () => act({ location: true })],
  ["Чужой контакт", () => act({ contact: STRANGER })],
  ["Переслать чужие слова", () => act({ text: "Сколько я должен?", forward: true })],
  ["Изменить последнее сообщение", editLast],
  ["Заблокировать бота", () => block(true), (chat) => !chat.blocked],
  ["Разблокировать бота", () => block(false), (chat) => chat.blocked],
  ["Группа с ботом", addGroup],
];

export function startTools() {
  menu(byId("tools-button"), byId("tools"), () => TOOLS.filter(([, , when]) => !when || when(currentChat() || {})));
  menu(byId("commands-button"), byId("commands"), () =>
    (store.bot.commands || []).map(({ command, description }) => [`/${command}`, () => act({ text: `/${command}` }), null, description]));
  on("people", () => { byId("commands-button").hidden = !(store.bot.commands || []).length; });
}

function menu(button, holder, list) {
  const close = (focus) => {
    holder.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (focus) button.focus();
  };
  const open = () => {
    holder.replaceChildren(...list().map(([label, run, , more]) => el("button", {
      type: "button", onclick: () => { close(true); run(); },
    }, el("span", {}, label), more ? el("small", {}, more) : null)));
    holder.hidden = false;
    button.setAttribute("aria-expanded", "true");
    holder.querySelector("button")?.focus();
  };
  button.addEventListener("click", () => (holder.hidden ? open() : close(true)));
  holder.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !holder.hidden) close(true);
    move(holder, event);
  });
  document.addEventListener("click", (event) => {
    if (!holder.hidden && !holder.parentElement.contains(event.target)) close(false);
  });
}

function move(holder, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const items = [...holder.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  items[(at + step + items.length) % items.length].focus();
}

function editLast() {
  const last = [...document.querySelectorAll("#messages .mine .edit")].at(-1);
  if (last) last.click();
  else tell("note", "В этом чате пока нечего менять.");
}

async function block(blocked) {
  const chat = currentChat();
  if (!chat) return;
  try {
    await api.block(chat.id, blocked);
    await refresh();
    tell("selected", chat.id);
  } catch (error) {
    tell("note", error.message);
  }
}

async function addGroup() {
  const people = [...store.people.keys()].filter((id) => !store.people.get(id).deactivated).slice(0, 3);
  try {
    const { id } = await api.addGroup({ title: "Соседи по подъезду", members: people });
    await refresh();
    choose(id);
  } catch (error) {
    tell("note", error.message);
  }
}

/** A picture of a meter, drawn on the spot. */
function picture() {
  const canvas = el("canvas", { width: 480, height: 320 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#4c5866"; pen.fillRect(0, 0, 480, 320);
  pen.fillStyle = "#eceff2"; pen.fillRect(70, 40, 340, 240);
  pen.fillStyle = "#20262d"; pen.fillRect(110, 95, 260, 70);
  pen.fillStyle = "#9fe8b0"; pen.font = "bold 46px monospace"; pen.fillText("08112", 165, 146);
  pen.fillStyle = "#5a6672"; pen.font = "18px sans-serif"; pen.fillText("кВт·ч   № 20001111", 150, 215);
  return { base64: canvas.toDataURL("image/png").split(",")[1] };
}
