// The phone: SMS by number. It turns to the number that something just came to.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { byId, debounce, el, setText } from "./dom.js";
import { store } from "./store.js";
import { clockOf, dayOf } from "./time.js";

const STATES = { delivered: "доставлено", sent: "в пути", failed: "не доставлено", unknown: "неизвестно" };
const phone = { number: "", unread: 0 };

export function startSms() {
  byId("sms-number").addEventListener("change", (event) => show(event.target.value));
  byId("sms-on").addEventListener("change", async (event) => {
    if (phone.number) await api.switchPhone(phone.number, event.target.checked).catch((error) => tell("note", error.message));
  });
  byId("sms-write").addEventListener("submit", write);
  on("people", numbers);
  on("selected", (chatId) => {
    const own = store.people.get(chatId)?.phone;
    if (own && store.phones.has(own)) show(own);
  });
  on("fact", (fact) => fact.kind.startsWith("sms.") && came(fact));
  on("connection", (connected) => connected && phone.number && load());
  on("view", (view) => view === "sms" && seen());
  on("tick", (nowMs) => setText(byId("handset-time"), clockOf(nowMs)));
}

function numbers() {
  const select = byId("sms-number");
  const owners = new Map([...store.people.values()].filter((one) => one.phone).map((one) => [one.phone, one.first_name]));
  const known = [...new Set([...store.phones.keys(), phone.number])].filter(Boolean).sort();
  const key = known.map((number) => number + owners.get(number)).join();
  if (select.dataset.key === key) return;
  select.dataset.key = key;
  select.replaceChildren(...known.map((number) =>
    el("option", { value: number }, spaced(number) + (owners.has(number) ? `, ${owners.get(number)}` : ""))));
  if (!phone.number && known.length) show(known[0]);
  select.value = phone.number;
}

/** +7 900 000-11-11 */
export const spaced = (number) => number.replace(/^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/, "+7 $1 $2-$3-$4");

/** Show the SMS of a number. */
export function show(number) {
  phone.number = number;
  if (!store.phones.has(number)) store.phones.set(number, { phone: number });
  byId("sms-thread").replaceChildren();
  numbers();
  byId("sms-number").value = number;
  load();
}

const load = debounce(async () => {
  const number = phone.number;
  const told = await api.phone(number).catch(() => null);
  if (!told || number !== phone.number) return;
  byId("sms-on").checked = told.reachable;
  draw(told.messages);
  if (told.messages.some((message) => message.state === "sent")) setTimeout(load, 2200);
}, 20);

async function write(event) {
  event.preventDefault();
  const field = byId("sms-text");
  if (!phone.number || !field.value.trim()) return;
  try {
    await api.textFrom(phone.number, field.value);
    field.value = "";
    load();
  } catch (error) {
    tell("note", error.message);
  }
}

function draw(messages) {
  const thread = byId("sms-thread");
  const known = new Map([...thread.querySelectorAll("[data-sms]")].map((node) => [node.dataset.sms, node]));
  if (!messages.length) {
    thread.replaceChildren(el("p", { class: "empty" }, "На этот номер SMS ещё не приходили."));
    return;
  }
  thread.querySelector(".empty")?.remove();
  for (const message of messages) {
    const old = known.get(message.id);
    if (message.own) {
      if (!old) thread.append(ownBubble(message));
    } else if (old) setText(old.querySelector("small"), below(message));
    else thread.append(bubble(message));
  }
  thread.scrollTop = thread.scrollHeight;
}

function bubble(message) {
  const found = /^(\d{4,8})(?=\D)/.exec(message.text);
  const rest = found ? message.text.slice(found[1].length) : message.text;
  return el("article", { class: "sms-message fresh", "data-sms": message.id },
    el("p", {}, found ? code(found[1]) : null, rest), el("small", {}, below(message)));
}

const ownBubble = (message) =>
  el("article", { class: "sms-message own fresh", "data-sms": message.id },
    el("p", {}, message.text), el("small", {}, `${dayOf(message.at_ms)}, ${clockOf(message.at_ms)}`));

function code(digits) {
  return el("button", {
    type: "button", class: "code", title: "Вписать в чат", "aria-label": `Код ${digits}, вписать в чат`,
    onclick: () => { tell("view", "chat"); tell("put", digits); },
  }, digits);
}

const below = (message) => `${dayOf(message.at_ms)}, ${clockOf(message.at_ms)} · ${STATES[message.state] || ""}`;

function came(fact) {
  if (fact.kind === "sms.sent") {
    if (fact.phone !== phone.number) show(fact.phone);
    if (document.body.dataset.view !== "sms") phone.unread += 1;
    badge();
    const handset = document.querySelector(".handset");
    handset.classList.remove("ring");
    requestAnimationFrame(() => handset.classList.add("ring"));
  }
  if (fact.phone === phone.number) load();
}

function badge() {
  const mark = document.querySelector('[data-badge="sms"]');
  mark.hidden = !phone.unread;
  mark.textContent = phone.unread;
}

function seen() {
  phone.unread = 0;
  badge();
}
