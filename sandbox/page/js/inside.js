// «Что внутри»: the way of each event through the bot, for people who do not program.

import { api, Refused } from "./api.js";
import { on, tell } from "./bus.js";
import { byId, debounce, el, setText } from "./dom.js";
import { store } from "./store.js";
import { isShown } from "./tabs.js";
import { clockOf, secondsOf, spanOf } from "./time.js";
import { contentWords, outboxWords, sessionWords } from "./words.js";

export function startInside() {
  on("fact", () => { load(); settle(); });
  on("selected", () => load());
  on("turned", (view) => view === "inside" && load());
  byId("kill-bot").addEventListener("click", kill);
  watchBot();
}

const load = debounce(async () => {
  if (!store.current || !isShown("inside")) return;
  try {
    const inside = await api.inside(store.current);
    show(inside);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    setText(byId("inside-now"), `Не видно: ${error.message}`);
  }
}, 120);

/** The last marks reach the database a moment after the last fact. */
const settle = debounce(() => load(), 900);

function show(inside) {
  const until = inside.session?.dialog && inside.session.expires_ms;
  const links = inside.links ? ` Подключено счетов: ${inside.links}.` : " Счетов не подключено.";
  setText(byId("inside-now"), inside.database
    ? sessionWords(inside.session) + (until ? ` Вопрос открыт до ${clockOf(until)}.` : "") + links
    : "База бота не видна: показано только то, что знают эмуляторы.");
  const list = byId("inside-list");
  const key = JSON.stringify(inside.entries);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  const empty = el("li", { class: "way-none" }, "Здесь появится путь каждого сообщения: от Telegram в базу и обратно.");
  list.replaceChildren(...(inside.entries.length ? inside.entries.map(entry) : [empty]));
}

function entry({ update, event, effects }) {
  const title = update ? contentWords(update) : "итог отправки вернулся в разговор";
  return el("li", { class: `way ${event?.state || "waiting"}` },
    el("p", { class: "way-title" }, el("time", {}, secondsOf(update?.queued_ms || event.received_ms)), title),
    el("ol", { class: "way-steps" }, steps(update, event, effects).map(({ state, text, more }) =>
      el("li", { class: state }, text, more ? el("small", {}, more) : null))));
}

function steps(update, event, effects) {
  const way = [];
  if (update) way.push(fetched(update));
  if (event || update) way.push(stored(event));
  if (update && update.confirmed_ms) {
    way.push({ state: "done", text: "Telegram узнал: сообщение в сохранности", more: "подтверждение идёт только после записи" });
  }
  if (event) way.push(handled(event, effects));
  for (const effect of effects) way.push(sent(effect));
  return way;
}

function fetched(update) {
  if (!update.delivered_ms) return { state: "wait", text: "Ждёт в Telegram, пока бот его заберёт" };
  const again = update.deliveries > 1 ? `передано раз: ${update.deliveries}, повторы узнаны и отброшены` : "";
  return { state: "done", text: "Бот забрал сообщение у Telegram", more: again };
}

function stored(event) {
  if (!event) return { state: "wait", text: "В базе его ещё нет" };
  return { state: "done", text: "Записано в базу", more: `входящее № ${event.id}` };
}

function handled(event, effects) {
  if (event.state === "pending") {
    const tries = event.attempts ? `попыток: ${event.attempts}, будет повторено` : "";
    return { state: "wait", text: "Ждёт своей очереди", more: tries };
  }
  if (event.state === "dead") return { state: "bad", text: "Разобрать не удалось, отложено для сотрудника", more: event.error };
  const replies = effects.filter((effect) => effect.kind === "message").length;
  const more = effects.length ? `в той же записи: ответов ${replies}${effects.length > replies ? `, SMS ${effects.length - replies}` : ""}` : "";
  return { state: "done", text: "Один ход разговора: новое состояние и ответы записаны вместе", more };
}

function sent(effect) {
  const phone = effect.address.startsWith("tel:");
  const what = phone ? `SMS на ${masked(effect.address.slice(4))}` : "Ответ в чат";
  const state = { sent: "done", failed: "bad" }[effect.state] || "wait";
  const took = spanOf(effect.created_ms, effect.sent_ms);
  const number = effect.reference && !phone ? `сообщение № ${effect.reference}` : "";
  return { state, text: `${what}: ${outboxWords(effect)}`, more: [number, took && `через ${took}`, effect.error].filter(Boolean).join(", ") };
}

const masked = (phone) => phone.replace(/^(\+7\d{3})\d+(\d{4})$/, "$1***$2");

async function watchBot() {
  const told = await api.bot().catch(() => null);
  byId("kill-bot").hidden = !told;
  on("fact", (fact) => {
    if (fact.kind !== "bot.process") return;
    store.botState = fact.state === "started" ? "starting" : "down";
    if (fact.state === "killed") tell("note", "Бот остановлен без предупреждения. Сейчас запустится снова.");
    if (fact.state === "started" && told) tell("note", "Бот запущен и разбирает то, что накопилось.");
  });
}

async function kill() {
  await api.killBot(3).catch((error) => tell("note", error.message));
}
