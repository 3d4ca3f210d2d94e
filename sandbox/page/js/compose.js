// Writing: the field, Enter, editing an earlier message, who writes in a group, the bot's bottom keyboard.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { byId, el, setText } from "./dom.js";
import { currentChat, store, titleOf } from "./store.js";

const writing = { edit: null, drafts: new Map() };

export function startCompose() {
  const field = byId("say");
  byId("compose").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  field.addEventListener("keydown", keys);
  field.addEventListener("input", () => grow(field));
  byId("start-button").addEventListener("click", () => act({ start: true }));
  byId("messages").addEventListener("click", command);
  on("edit", begin);
  on("chat", adapt);
  on("put", put);
  on("write", (text) => put(text, false));
  on("selected", (chatId) => swap(field, chatId));
}

function swap(field, chatId) {
  writing.drafts.set(writing.chatId, writing.edit ? "" : field.value);
  writing.chatId = chatId;
  end();
  put(writing.drafts.get(chatId) || "", false);
}

function keys(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape" && writing.edit) {
    end();
    put("");
  } else if (event.key === "ArrowUp" && !event.target.value) {
    const last = [...document.querySelectorAll("#messages .mine .edit")].at(-1);
    if (last) { event.preventDefault(); last.click(); }
  }
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
}

function put(text, focus = true) {
  const field = byId("say");
  field.value = text;
  grow(field);
  if (focus) field.focus();
}

async function submit() {
  const text = byId("say").value.trim();
  if (!text) return;
  const edit = writing.edit ? { edit: writing.edit.id } : {};
  put("");
  end();
  await act({ text, ...edit });
}

/** Do something in the open chat and say so if it is refused. */
export async function act(content) {
  const chat = currentChat();
  if (!chat) return;
  const who = chat.type === "private" ? {} : { from: store.sender };
  try {
    await api.send(chat.id, { ...content, ...who });
  } catch (error) {
    tell("note", `${titleOf(chat)}: ${error.message}`);
  }
}

function begin(message) {
  writing.edit = message;
  put(message.text);
  byId("compose").classList.add("editing");
  byId("say").setAttribute("aria-label", "Изменение сообщения, Escape: не менять");
}

function end() {
  writing.edit = null;
  byId("compose").classList.remove("editing");
  byId("say").removeAttribute("aria-label");
}

function command(event) {
  const word = event.target.closest?.("[data-command]");
  if (word) act({ text: word.dataset.command });
}

function adapt(chat) {
  const closed = chat.type === "private" && (!chat.opened || chat.blocked);
  const pressed = document.activeElement === byId("start-button");
  byId("start-bar").hidden = !closed;
  byId("compose").hidden = closed;
  if (pressed && !closed) byId("say").focus();
  setText(byId("start-button"), chat.blocked ? "Разблокировать бота" : "Запустить");
  byId("say").placeholder = chat.keyboard?.input_field_placeholder || "Сообщение";
  bottom(chat, closed);
  senders(chat);
}

function bottom(chat, closed) {
  const holder = byId("bottom-keyboard");
  const key = JSON.stringify([chat.id, chat.keyboard, closed]);
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  holder.hidden = !chat.keyboard || closed;
  holder.replaceChildren(...(chat.keyboard?.keyboard || []).map((row) =>
    el("div", { class: "keys-row" }, row.map((button) => bottomKey(chat, button)))));
}

function bottomKey(chat, button) {
  return el("button", {
    type: "button", class: button.request_contact ? "key contact" : "key",
    onclick: async () => {
      const who = chat.type === "private" ? {} : { from: store.sender };
      try {
        await api.press(chat.id, { text: button.text, ...who });
      } catch (error) {
        const why = /no phone/.test(error.message) ? "у этого человека не задан телефон" : error.message;
        tell("note", `${titleOf(chat)}: ${why}`);
      }
    },
  }, button.text);
}

function senders(chat) {
  const old = byId("sender");
  byId("compose").classList.toggle("in-group", chat.type !== "private");
  if (chat.type === "private") {
    old?.remove();
    return;
  }
  if (!chat.members.includes(store.sender)) store.sender = chat.members[0];
  if (old?.dataset.chat === String(chat.id)) return;
  old?.remove();
  const names = chat.members.map((id) => el("option", { value: id }, store.people.get(id)?.first_name || String(id)));
  const select = el("select", {
    id: "sender", "data-chat": chat.id, "aria-label": "Кто пишет", onchange: () => { store.sender = Number(select.value); },
  }, names);
  byId("say").before(select);
}
