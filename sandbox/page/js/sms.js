// The phone: SMS by number. It turns to the number that something just came to.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { drawThread, roubles } from "./bubbles.js";
import { byId, debounce, el, setText } from "./dom.js";
import { alphabetOf, countParts, partsWords } from "./parts.js";
import { store } from "./store.js";
import { clockOf } from "./time.js";

const MONEY = new Set(["sms.sent", "sms.account"]);
const phone = { number: "", unread: 0, turn: 0 };

export function startSms() {
  byId("sms-number").addEventListener("change", (event) => show(event.target.value));
  byId("sms-on").addEventListener("change", (event) => flip({ reachable: event.target.checked }));
  byId("sms-sim").addEventListener("change", (event) => flip({ sim_replaced: event.target.checked }));
  byId("sms-write").addEventListener("submit", write);
  byId("sms-text").addEventListener("input", count);
  on("people", numbers);
  on("phone", show);
  on("selected", (chatId) => {
    const own = store.people.get(chatId)?.phone;
    if (own && store.phones.has(own)) show(own);
  });
  on("fact", (fact) => fact.kind.startsWith("sms.") && came(fact));
  on("fact", (fact) => {
    if (MONEY.has(fact.kind)) money();
    if (fact.kind === "clock.moved" && phone.number) load();
  });
  on("connection", (connected) => {
    if (!connected) return;
    money();
    if (phone.number) load();
  });
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
  const { number, turn } = phone;
  const told = await api.phone(number).catch(() => null);
  // What was asked before a switch was turned would turn it back.
  if (!told || number !== phone.number || turn !== phone.turn) return;
  byId("sms-on").checked = told.reachable;
  byId("sms-sim").checked = told.sim_replaced;
  drawThread(byId("sms-thread"), told.messages, told.reachable);
  if (told.reachable && told.messages.some((message) => message.state === "sent")) setTimeout(load, 1100);
}, 20);

const money = debounce(async () => {
  const told = await api.sms().catch(() => null);
  if (!told) return;
  setText(byId("sms-balance"), roubles(told.balance));
  setText(byId("sms-spent"), told.parts ? `${roubles(told.spent)} за ${partsWords(told.parts)}` : "ничего");
}, 60);

async function flip(what) {
  phone.turn += 1;
  if (phone.number) await api.switchPhone(phone.number, what).catch((error) => tell("note", error.message));
  phone.turn += 1;
  load();
}

/** What the text being typed would take. */
function count() {
  const text = byId("sms-text").value;
  const { parts, left, encoding } = countParts(text);
  setText(byId("sms-count"), text ? `${partsWords(parts)}, ${alphabetOf(encoding)}, ещё ${left} зн.` : "");
}

async function write(event) {
  event.preventDefault();
  const field = byId("sms-text");
  if (!phone.number || !field.value.trim()) return;
  try {
    await api.textFrom(phone.number, field.value);
    field.value = "";
    count();
    load();
  } catch (error) {
    tell("note", error.message);
  }
}

function came(fact) {
  if (fact.kind === "sms.sent" && !fact.virtual) {
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
