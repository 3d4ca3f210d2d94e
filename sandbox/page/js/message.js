// One message as a bubble.

import { api } from "./api.js";
import { tell } from "./bus.js";
import { el, messageNodes, svg } from "./dom.js";
import { store, titleOf } from "./store.js";
import { clockOf } from "./time.js";

/** Build the bubble; `quoted` is the message it answers, `waiting` whether the bot has not fetched it yet. */
export function bubble(chat, message, quoted, waiting) {
  const mine = message.from === "user";
  const content = contentOf(message);
  if (!content.length) return el("p", { class: "service", "data-id": message.id }, "служебное сообщение");
  return el("article", { class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.id },
    el("span", { class: "visually-hidden" }, mine ? "Человек: " : "Бот: "),
    el("div", { class: "bubble" },
      chat.type !== "private" && mine ? el("b", { class: "sender" }, message.sender.first_name) : null,
      message.forward_origin ? el("p", { class: "forwarded" }, "Переслано") : null,
      quoted ? el("blockquote", { class: "quoted" }, quoted.text || quoted.caption || "вложение") : null,
      content, foot(message, mine, waiting)),
    inlineKeyboard(chat, message));
}

function contentOf(message) {
  const parts = [];
  if (message.media) parts.push(media(message.media));
  if (message.contact) parts.push(contact(message.contact));
  if (message.location) parts.push(el("p", { class: "attachment" }, icon("M12 21s7-6 7-12a7 7 0 0 0-14 0c0 6 7 12 7 12z"), "Место на карте"));
  if (message.html) parts.push(el("div", { class: "words" }, messageNodes(message.html)));
  return parts;
}

function media(file) {
  if (file.kind === "photo") {
    return el("img", { class: "photo", src: file.url, alt: "Фотография", width: file.width, height: file.height });
  }
  if (file.kind === "sticker") return el("p", { class: "sticker", role: "img", "aria-label": "наклейка" }, file.emoji || "🙂");
  if (file.kind === "voice") {
    return el("p", { class: "attachment" }, icon("M8 5v14l11-7z"), el("span", { class: "wave", "aria-hidden": "true" }),
      `Голосовое, 0:0${file.duration || 0}`);
  }
  const opened = file.url.endsWith(".pdf");
  return el("a", {
    class: "attachment", href: file.url, ...(opened ? { target: "_blank", rel: "noopener" } : { download: file.file_name || "document" }),
  },
    icon("M6 3h8l4 4v14H6z"), el("span", {}, file.file_name || "Документ", el("small", {}, sizeOf(file.file_size))));
}

function contact(card) {
  const name = [card.first_name, card.last_name].filter(Boolean).join(" ");
  return el("p", { class: "attachment" }, icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 8a7 7 0 0 1 14 0"),
    el("span", {}, name, el("small", {}, card.phone_number)));
}

const icon = (path) => svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: path }));

const sizeOf = (bytes) => (bytes < 1024 ? `${bytes || 0} Б` : `${Math.round(bytes / 1024)} КБ`);

function foot(message, mine, waiting) {
  const edited = message.edited ? "изменено " : "";
  return el("span", { class: "foot" },
    mine && message.text ? editButton(message) : null,
    el("time", {}, edited + clockOf(message.date * 1000)),
    mine ? ticks(waiting) : null);
}

/** One tick: sent. Two: the bot has stored it and said so. */
export function ticks(waiting) {
  const words = waiting ? "бот ещё не получил" : "бот получил";
  return el("span", { class: "ticks", role: "img", "aria-label": words }, waiting ? "✓" : "✓✓");
}

function editButton(message) {
  return el("button", {
    type: "button", class: "edit", "aria-label": "Изменить это сообщение", onclick: () => tell("edit", message),
  }, "изменить");
}

function inlineKeyboard(chat, message) {
  if (!message.inline_keyboard) return null;
  return el("div", { class: "keys", role: "group", "aria-label": "Кнопки под сообщением" },
    message.inline_keyboard.map((row) => el("div", { class: "keys-row" }, row.map((button) => key(chat, message, button)))));
}

function key(chat, message, button) {
  const link = button.url || button.web_app?.url;
  return el("button", {
    type: "button", class: link ? "key link" : "key", disabled: button.disabled,
    onclick: (event) => press(chat, message, button, event.currentTarget),
  }, button.text);
}

async function press(chat, message, button, element) {
  if (button.url && /^https?:/.test(button.url)) {
    window.open(button.url, "_blank", "noopener,noreferrer");
    return;
  }
  element.classList.add("busy");
  const what = button.callback_data === undefined ? { text: button.text } : { data: button.callback_data };
  const who = chat.type === "private" ? {} : { from: store.sender };
  try {
    const done = await api.press(chat.id, { message_id: message.id, ...what, ...who });
    if (done.query_id) element.dataset.query = done.query_id;
    else element.classList.remove("busy");
  } catch (error) {
    element.classList.remove("busy");
    tell("note", `${titleOf(chat)}: ${error.message}`);
  }
}
