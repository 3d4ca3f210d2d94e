// The payment page: shows a payment, pays it, declines it, waits.

import { endOf, HINDRANCES, REASONS, TO_CHOOSE } from "./words.js";

const byId = (id) => document.getElementById(id);
const id = new URLSearchParams(location.search).get("orderId") || "";
const wanted = new URLSearchParams(location.search).get("method") || "";
const MARKS = { succeeded: "✓", waiting_for_capture: "…", canceled: "✕" };
const LOOK_MS = 5000;
let left = 0;
let drawn = "";

async function call(body) {
  const options = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const answer = await fetch(`/yookassa/pay/${encodeURIComponent(id)}`, { cache: "no-store", ...options });
  const value = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(value.error || `ответ ${answer.status}`);
  return value;
}

const roubles = (value) => {
  const [whole, kopecks] = value.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0")},${kopecks}\u00a0₽`;
};
const spaced = (digits) => digits.replace(/\D/g, "").slice(0, 19).replace(/(\d{4})(?=\d)/g, "$1 ");

function draw(payment) {
  byId("sheet").removeAttribute("aria-busy");
  left = payment.left_ms;
  if (drawn === payment.status) return;
  drawn = payment.status;
  byId("recipient").textContent = payment.recipient;
  byId("amount").textContent = roubles(payment.amount);
  byId("about").textContent = payment.description;
  byId("number-of").textContent = `Платёж ${payment.id}`;
  const over = payment.status !== "pending";
  byId("ways").hidden = over;
  byId("end").hidden = !over;
  byId("left").hidden = over;
  if (over) return drawEnd(payment);
  byId("pay-card").textContent = `Оплатить ${roubles(payment.amount)}`;
  byId("pay-sbp").textContent = `Оплатить через СБП ${roubles(payment.amount)}`;
  fillCards(payment.cards);
  for (const tab of document.querySelectorAll("[data-way]")) tab.hidden = !payment.methods.includes(tab.dataset.way);
  turn(payment.methods.includes(wanted) ? wanted : payment.methods[0]);
  tick();
}

function drawEnd(payment) {
  const [title, text] = endOf(payment);
  byId("end").dataset.status = payment.status;
  byId("mark").textContent = MARKS[payment.status] || "";
  byId("end-title").textContent = title;
  byId("end-text").textContent = text;
  document.title = `${title}: песочница`;
  const back = byId("back");
  back.hidden = !payment.back;
  if (payment.back) back.href = payment.back;
  byId("end-title").focus();
}

function fillCards(cards) {
  const ends = (card) => (card.reason ? REASONS[card.reason] : card.secure ? "Проходит с кодом 3-D Secure" : "Проходит");
  byId("test-card").replaceChildren(...cards.map((card) => new Option(`${ends(card)}, *${card.number.slice(-4)}`, card.number)));
  const first = cards.find((card) => !card.reason && !card.secure) || cards[0];
  byId("test-card").value = first.number;
  byId("number").value = spaced(first.number);
}

function turn(way) {
  for (const tab of document.querySelectorAll("[data-way]")) tab.setAttribute("aria-selected", String(tab.dataset.way === way));
  byId("way-card").hidden = way !== "bank_card";
  byId("way-sbp").hidden = way !== "sbp";
  say("");
}

function say(text) {
  byId("trouble").textContent = text;
}

async function act(body) {
  say("");
  const keys = [...document.querySelectorAll("button")];
  keys.forEach((key) => { key.disabled = true; });
  try {
    const payment = await call(body);
    draw(payment);
    if (payment.wants === "code") {
      byId("secure").hidden = false;
      byId("code").focus();
    }
  } catch (error) {
    say(HINDRANCES[error.message] || `Не получилось: ${error.message}`);
    look();
  }
  keys.forEach((key) => { key.disabled = false; });
}

function payByCard(event) {
  event.preventDefault();
  const [month = "", year = ""] = byId("term").value.split("/");
  if (!byId("secure").hidden && !byId("code").value.trim()) return say("Введите код подтверждения, любой.");
  return act({ act: "card", number: byId("number").value, month, year: `20${year}`, csc: byId("csc").value, code: byId("code").value });
}

function tick() {
  const minutes = Math.floor(left / 60_000);
  const seconds = Math.floor(left / 1000) % 60;
  byId("left").textContent = left ? `Ссылка действует ещё ${minutes}:${String(seconds).padStart(2, "0")}` : "";
}

/** What became of it meanwhile: somebody else may have paid, the hour may be over. */
async function look() {
  try {
    draw(await call());
  } catch (error) {
    if (!drawn) say404(error.message);
  }
}

function say404() {
  byId("sheet").removeAttribute("aria-busy");
  byId("end").hidden = false;
  byId("left").hidden = true;
  byId("amount").textContent = "";
  byId("recipient").parentElement.hidden = true;
  byId("end").dataset.status = "canceled";
  byId("end-title").textContent = "Такого платежа нет";
  byId("end-text").textContent = "Ссылка неполная, счёт просрочен или песочницу начали заново.";
}

byId("reason").replaceChildren(...TO_CHOOSE.map((reason) => new Option(REASONS[reason], reason)));
byId("way-card").addEventListener("submit", payByCard);
byId("test-card").addEventListener("change", (event) => { byId("number").value = spaced(event.target.value); byId("secure").hidden = true; });
byId("number").addEventListener("input", (event) => { event.target.value = spaced(event.target.value); });
byId("term").addEventListener("input", (event) => {
  const digits = event.target.value.replace(/\D/g, "").slice(0, 4);
  event.target.value = digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits;
});
byId("pay-sbp").addEventListener("click", () => act({ act: "sbp" }));
byId("decline").addEventListener("click", () => act({ act: "decline", reason: byId("reason").value }));
for (const tab of document.querySelectorAll("[data-way]")) tab.addEventListener("click", () => turn(tab.dataset.way));

await look();
setInterval(() => { if (drawn === "pending") { left = Math.max(0, left - 1000); tick(); } }, 1000);
setInterval(() => { if (drawn === "pending" || drawn === "waiting_for_capture") look(); }, LOOK_MS);
