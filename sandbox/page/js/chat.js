// The open chat: messages in place, keyboards, what the bot is doing.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { byId, debounce, el, setText } from "./dom.js";
import { bubble, ticks } from "./message.js";
import { currentChat, store, titleOf } from "./store.js";
import { dayOf } from "./time.js";

const SHOWN = 150;
const ACTIONS = { typing: "печатает…", upload_photo: "отправляет фото…", upload_document: "отправляет файл…" };
const view = { chatId: 0, after: 0, shown: new Map(), waiting: new Set(), queued: new Map(), action: 0 };
const place = { stick: true, at: -1 };

export function startChat() {
  on("selected", (chatId) => open(chatId));
  on("fact", follow);
  on("people", head);
  on("connection", (connected) => connected && reload());
  const log = byId("messages");
  log.addEventListener("scroll", () => {
    if (log.scrollTop === place.at) return; // our own scroll, told after the bottom keyboard took its room
    place.at = -1;
    place.stick = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  });
  new ResizeObserver(toEnd).observe(log);
}

/** Stay at the newest message unless the person scrolled back. */
function toEnd() {
  const log = byId("messages");
  if (!place.stick) return;
  log.scrollTop = log.scrollHeight;
  place.at = log.scrollTop;
}

async function open(chatId) {
  view.chatId = chatId;
  view.shown.clear();
  view.waiting.clear();
  place.stick = true;
  byId("messages").replaceChildren();
  setText(byId("chat-note"), "");
  const last = currentChat()?.last_message_id || 0;
  view.after = Math.max(0, last - SHOWN);
  head();
  await load();
  tell("opened", chatId);
}

const reload = debounce(load, 30);

async function load() {
  const chatId = view.chatId;
  if (!chatId) return;
  let chat;
  try {
    chat = await api.chat(chatId, view.after);
  } catch (error) {
    tell("note", error.message);
    return;
  }
  if (chatId !== view.chatId) return;
  store.chats.set(chatId, { ...store.chats.get(chatId), ...chat, messages: undefined });
  show(chat);
  tell("chat", chat);
}

function show(chat) {
  const log = byId("messages");
  const known = new Map(chat.messages.map((message) => [message.id, message]));
  const live = chat.messages.filter((message) => !message.deleted);
  for (const [id, old] of view.shown) if (!known.has(id) || known.get(id).deleted) forget(id, old);
  for (const message of live) put(log, chat, message, known.get(message.reply_to));
  separate(log);
  welcome(log, chat);
  doing(chat);
  toEnd();
}

function forget(id, old) {
  old.node.remove();
  view.shown.delete(id);
}

function put(log, chat, message, quoted) {
  const waiting = view.waiting.has(message.id);
  const key = JSON.stringify(message);
  const old = view.shown.get(message.id);
  if (old?.key === key) {
    if (old.waiting !== waiting) old.node.querySelector(".ticks")?.replaceWith(ticks(waiting));
    old.waiting = waiting;
    return;
  }
  const node = bubble(chat, message, quoted, waiting);
  node.dataset.day = dayOf(message.date * 1000);
  if (old) {
    if (old.node.contains(document.activeElement)) log.focus({ preventScroll: true });
    if (old.edited !== message.edited) node.classList.add("changed");
    old.node.replaceWith(node);
  } else {
    if (view.shown.size) node.classList.add("fresh");
    log.append(node);
  }
  view.shown.set(message.id, { node, key, waiting, edited: message.edited });
}

function separate(log) {
  for (const line of log.querySelectorAll(".day")) line.remove();
  let day = "";
  for (const node of [...log.querySelectorAll("[data-day]")]) {
    if (node.dataset.day !== day) node.before(el("p", { class: "day" }, el("span", {}, node.dataset.day)));
    day = node.dataset.day;
  }
}

function welcome(log, chat) {
  const words = Object.values(store.bot.description || {})[0];
  const text = typeof words === "string" ? words : words?.description;
  const old = log.querySelector(".welcome");
  if (view.shown.size || chat.type !== "private" || !text) old?.remove();
  else if (!old) log.append(el("div", { class: "welcome" }, el("b", {}, "Что умеет этот бот?"), el("p", {}, text)));
}

function doing(chat) {
  clearTimeout(view.action);
  setText(byId("chat-status"), ACTIONS[chat.action] || (chat.action ? "занят…" : status(chat)));
  if (chat.action) view.action = setTimeout(reload, 5200);
}

function status(chat) {
  if (chat.blocked) return "бот заблокирован";
  if (store.botState === "down") return "бот выключен, сообщения подождут";
  if (store.botState === "starting") return "бот запускается…";
  return chat.type === "private" ? `бот, пишет ${titleOf(chat)}` : `группа, участников: ${chat.members.length}`;
}

function head() {
  const chat = currentChat();
  const name = chat ? titleOf(chat) : "";
  setText(byId("chat-title"), !chat ? "Чат" : chat.type === "private" ? "Абонент" : name);
  byId("pane-chat").dataset.person = name;
  byId("messages").setAttribute("aria-label", `Сообщения, пишет ${name}`);
  if (chat) setText(byId("chat-status"), status(chat));
}

function follow(fact) {
  confirmed(fact);
  if (fact.kind === "callback.answered") answered(fact);
  if (fact.chat_id === view.chatId && /^(message|chat)\./.test(fact.kind)) reload();
  if (fact.kind === "api.call" && fact.method === "sendChatAction") reload();
  if (fact.kind === "bot.process") reload();
  if (store.botState === "starting" && (fact.kind === "api.call" || fact.kind === "update.delivered")) {
    store.botState = "up";
    reload();
  }
}

function confirmed(fact) {
  const message = fact.kind === "update.queued" && fact.update?.message;
  if (message && message.chat?.id === view.chatId) {
    view.queued.set(fact.update_id, message.message_id);
    view.waiting.add(message.message_id);
  }
  if (fact.kind === "update.confirmed") {
    for (const id of fact.update_ids) {
      if (view.waiting.delete(view.queued.get(id))) reload();
      view.queued.delete(id);
    }
  }
}

function answered(fact) {
  const button = document.querySelector(`[data-query="${CSS.escape(fact.query_id)}"]`);
  button?.classList.remove("busy");
  if (fact.answer?.text) tell("note", fact.answer.text);
}
