// The list of people on the left, and adding one.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { byId, el } from "./dom.js";
import { choose, refresh, store, titleOf } from "./store.js";
import { clockOf, dayOf } from "./time.js";

const COLOURS = 7;

export function startPeople() {
  const list = byId("people");
  on("people", () => render(list));
  list.addEventListener("keydown", (event) => arrows(list, event));
  byId("add-person").addEventListener("click", openDialog);
  byId("person-cancel").addEventListener("click", () => byId("person-dialog").close());
  byId("person-form").addEventListener("submit", addPerson);
}

function render(list) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  const chats = [...store.chats.values()];
  list.replaceChildren(...chats.map(item));
  if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
  const waiting = [...store.unread.values()].reduce((sum, count) => sum + count, 0);
  const badge = document.querySelector('[data-badge="people"]');
  badge.hidden = !waiting;
  badge.textContent = waiting;
}

function item(chat) {
  const chosen = chat.id === store.current;
  const title = titleOf(chat);
  const last = store.previews.get(chat.id);
  const unread = store.unread.get(chat.id);
  const shownDate = last && sameDay(last.date * 1000) ? clockOf(last.date * 1000) : last && dayOf(last.date * 1000);
  return el("li", {}, el("button", {
    type: "button", class: "person", "data-chat": chat.id, "aria-current": chosen ? "true" : null,
    tabindex: chosen ? 0 : -1, onclick: () => { choose(chat.id); tell("view", "chat"); },
  },
  el("span", { class: "face", "data-colour": Math.abs(chat.id) % COLOURS, "aria-hidden": "true" }, initials(title)),
  el("span", { class: "person-words" },
    el("span", { class: "person-top" },
      el("span", { class: "person-name" }, title), el("span", { class: "person-time" }, shownDate || "")),
    el("span", { class: "person-last" }, chat.blocked ? "бот заблокирован" : last?.text || phoneOf(chat))),
  unread ? el("b", { class: "badge", "aria-label": `новых сообщений: ${unread}` }, unread) : null));
}

function phoneOf(chat) {
  if (chat.type !== "private") return "группа";
  return store.people.get(chat.id)?.phone || "без телефона";
}

const sameDay = (ms) => dayOf(ms) === dayOf(store.nowMs?.() ?? Date.now());

export function initials(title) {
  const words = title.trim().split(/\s+/).slice(0, 2);
  return words.map((word) => [...word][0] || "").join("").toUpperCase();
}

function arrows(list, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...list.querySelectorAll(".person")];
  const at = buttons.indexOf(document.activeElement);
  const to = step ? at + step : { Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  buttons[Math.min(Math.max(to, 0), buttons.length - 1)]?.focus();
}

function openDialog() {
  byId("person-form").reset();
  byId("person-error").textContent = "";
  byId("person-dialog").showModal();
  byId("person-name").focus();
}

async function addPerson(event) {
  event.preventDefault();
  const phone = byId("person-phone").value.trim();
  const person = { first_name: byId("person-name").value.trim(), ...(phone ? { phone } : {}) };
  if (!person.first_name) return;
  try {
    const { id } = await api.addPerson(person);
    byId("person-dialog").close();
    await refresh();
    choose(id);
    tell("view", "chat");
  } catch (error) {
    byId("person-error").textContent = /phone already/.test(error.message)
      ? "Этот телефон уже у другого человека."
      : `Не получилось: ${error.message}`;
  }
}
