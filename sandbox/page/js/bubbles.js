// SMS as bubbles on the phone: the text, what it cost, what became of it.

import { tell } from "./bus.js";
import { el, setText } from "./dom.js";
import { alphabetOf, partsWords } from "./parts.js";
import { clockOf, dayOf } from "./time.js";

const STATES = { "-1": "ждёт отправки", 0: "в пути", 1: "доставлено", 3: "не доставлено" };
const REASONS = {
  1: "такого абонента нет",
  6: "телефон был выключен",
  219: "SIM заменена меньше суток назад",
  248: "к этому номеру нет пути",
  249: "неверный номер",
  253: "спам-фильтр оператора",
  254: "имя отправителя не зарегистрировано",
};

export const roubles = (kopecks) =>
  `${(kopecks / 100).toLocaleString("ru-RU", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ₽`;

/** Bring the thread up to date; nodes that are there already are kept. */
export function drawThread(thread, messages, reachable) {
  if (!messages.length) {
    thread.replaceChildren(el("p", { class: "empty" }, "Здесь будут SMS этого номера. Напишите поставщику, например: БАЛАНС"));
    return;
  }
  const known = new Map([...thread.querySelectorAll("[data-sms]")].map((node) => [node.dataset.sms, node]));
  thread.querySelector(".empty")?.remove();
  for (const message of messages) {
    const node = known.get(message.n);
    if (!node) thread.append(message.own ? own(message) : got(message, reachable));
    else if (!message.own) renew(node, message, reachable);
  }
  thread.scrollTop = thread.scrollHeight;
}

function got(message, reachable) {
  const found = /^(\d{4,8})(?=\D)/.exec(message.text);
  const rest = found ? message.text.slice(found[1].length) : message.text;
  const node = el("article", { class: "sms-message fresh", "data-sms": message.n },
    el("p", {}, found ? code(found[1]) : null, rest),
    el("small", { class: "sms-state" }), el("small", { class: "sms-size" }, `${size(message)}, ${roubles(message.cost)}`));
  renew(node, message, reachable);
  return node;
}

const own = (message) =>
  el("article", { class: "sms-message own fresh", "data-sms": message.n },
    el("p", {}, message.text), el("small", {}, `${when(message)} · ${size(message)}`));

function renew(node, message, reachable) {
  const state = message.status === 0 && !reachable ? "ждёт, пока телефон включат" : stateOf(message);
  setText(node.querySelector(".sms-state"), `${when(message)} · ${state}`);
  node.classList.toggle("lost", message.state === "failed");
  node.classList.toggle("coming", message.state === "sent");
}

function code(digits) {
  return el("button", {
    type: "button", class: "code", title: "Вписать в чат", "aria-label": `Код ${digits}, вписать в чат`,
    onclick: () => { tell("view", "chat"); tell("put", digits); },
  }, digits);
}

const when = (message) => `${dayOf(message.at_ms)}, ${clockOf(message.at_ms)}`;
const size = (message) => `${partsWords(message.parts)}, ${alphabetOf(message.encoding)}`;

function stateOf(message) {
  if (message.state !== "failed") return STATES[message.status] || "неизвестно";
  return `не доставлено: ${REASONS[message.err] || `код ${message.err}`}`;
}
