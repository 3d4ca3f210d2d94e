// What the page knows of people, chats and phones; everything here can be fetched again at any time.

import { api } from "./api.js";
import { tell } from "./bus.js";
import { debounce } from "./dom.js";

const MOST_PREVIEWS = 40;

export const store = {
  chats: new Map(),
  people: new Map(),
  phones: new Map(),
  previews: new Map(),
  unread: new Map(),
  bot: {},
  current: 0,
};

/** Fetch people, chats, phones and the bot's profile anew. */
export async function refresh() {
  const state = await api.state();
  store.people = new Map(state.users.map((user) => [user.id, user]));
  store.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  store.phones = new Map(state.phones.map((phone) => [phone.phone, phone]));
  store.bot = state.bot;
  tell("clock", state.clock);
  await previews();
  if (!store.chats.has(store.current)) choose(remembered() || store.chats.keys().next().value || 0);
  tell("people");
}

export const refreshSoon = debounce(() => refresh().catch((error) => tell("note", error.message)), 60);

async function previews() {
  const wanted = [...store.chats.values()].filter(
    (chat) => chat.last_message_id && !store.previews.has(chat.id),
  );
  await Promise.all(
    wanted.slice(0, MOST_PREVIEWS).map(async (chat) => {
      const { messages } = await api.chat(chat.id, chat.last_message_id - 1);
      const last = messages.at(-1);
      if (last) preview(chat.id, last, last.from === "bot");
    }),
  );
}

/** Remember the last words of a chat. */
export function preview(chatId, message, fromBot) {
  const text = message.text || message.caption || kindOf(message);
  store.previews.set(chatId, { text: (fromBot ? "" : "Вы: ") + text.split("\n")[0], date: message.date });
}

function kindOf(message) {
  const kind = message.media?.kind || Object.keys(KINDS).find((name) => name in message);
  return KINDS[kind] || "служебное сообщение";
}

const KINDS = {
  photo: "фотография",
  document: "документ",
  voice: "голосовое сообщение",
  sticker: "наклейка",
  contact: "контакт",
  location: "место на карте",
};

/** Open a chat; the address of the page remembers it. */
export function choose(chatId) {
  store.current = chatId;
  store.unread.delete(chatId);
  history.replaceState(null, "", chatId ? `#chat=${chatId}` : location.pathname);
  tell("selected", chatId);
  tell("people");
}

function remembered() {
  const found = /^#chat=(-?\d+)$/.exec(location.hash);
  const chatId = found ? Number(found[1]) : 0;
  return store.chats.has(chatId) ? chatId : 0;
}

export function currentChat() {
  return store.chats.get(store.current) || null;
}

/** Title of a chat as a person would call it. */
export function titleOf(chat) {
  if (chat.type !== "private") return chat.title;
  const person = store.people.get(chat.id);
  return [person?.first_name ?? chat.title, person?.last_name].filter(Boolean).join(" ");
}
