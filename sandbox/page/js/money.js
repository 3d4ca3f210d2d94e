// «Деньги»: payments at the emulated YooKassa, and what a payer, a bank or a forger would do with them.

import { api, Refused } from "./api.js";
import { roubles } from "./bubbles.js";
import { on, tell } from "./bus.js";
import { byId, debounce, el, setText } from "./dom.js";
import { isShown } from "./tabs.js";
import { clockOf } from "./time.js";
import { REASONS } from "/yookassa/page/words.js";

const SHOWN = 30;
const STATES = {
  pending: ["wait", "ждёт оплаты"],
  waiting_for_capture: ["wait", "деньги придержаны"],
  succeeded: ["done", "оплачен"],
  canceled: ["bad", "не прошёл"],
};
const EVENTS = {
  "payment.succeeded": "об оплате",
  "payment.canceled": "об отказе",
  "payment.waiting_for_capture": "о придержанных деньгах",
  "refund.succeeded": "о возврате",
};

export function startMoney() {
  on("fact", (fact) => fact.kind.startsWith("yookassa.") && load());
  on("fact", (fact) => fact.kind === "clock.moved" && load());
  on("turned", (view) => view === "money" && load());
  on("connection", (connected) => connected && load());
}

const load = debounce(async () => {
  if (!isShown("money")) return;
  try {
    show(await api.payments(SHOWN));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    setText(byId("money-now"), `Не видно: ${error.message}`);
  }
}, 120);

function show({ paid, refunded, payments, notifications }) {
  const back = refunded ? `, из них возвращено ${roubles(refunded)}` : "";
  setText(byId("money-now"), payments.length ? `Оплачено ${roubles(paid)}${back}. Деньги учебные.` : "");
  const list = byId("money-list");
  const key = JSON.stringify([payments, notifications]);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  const empty = el("li", { class: "way-none" }, "Здесь появятся платежи: попросите в боте ссылку на оплату.");
  list.replaceChildren(...(payments.length ? payments.map((one) => row(one, notifications)) : [empty]));
}

function row(payment, notifications) {
  const [state, words] = STATES[payment.status] || ["wait", payment.status];
  const told = notifications.filter((one) => one.about === payment.id).map(waiting);
  const more = [reason(payment), method(payment), back(payment)].filter(Boolean).join(", ");
  return el("li", { class: "way payment", "data-payment": payment.id },
    el("p", { class: "way-title" }, el("time", {}, clockOf(payment.created_ms)), el("b", {}, roubles(payment.kopecks))),
    payment.description ? el("p", { class: "payment-about" }, payment.description) : null,
    el("ol", { class: "way-steps" },
      el("li", { class: state }, words, more ? el("small", {}, more) : null),
      told.map((text) => el("li", { class: "wait" }, text))),
    el("div", { class: "payment-keys" }, keys(payment)));
}

const waiting = ({ event, attempt, due_ms }) =>
  `Уведомление ${EVENTS[event] || event}: ${attempt ? `не принято, попыток ${attempt}, ` : ""}следующая в ${clockOf(due_ms)}`;
const reason = ({ cancellation_details: why }) => (why ? REASONS[why.reason] || why.reason : "");
const method = (payment) => (payment.paid && payment.payment_method
  ? payment.payment_method.type === "sbp" ? "через СБП" : `картой *${payment.payment_method.card?.last4 || ""}` : "");
const back = (payment) => (payment.kopecks > payment.left && payment.status === "succeeded"
  ? `возвращено ${roubles(payment.kopecks - payment.left)}` : "");

function keys(payment) {
  const act = (label, name, body = {}, title = null) => el("button", {
    type: "button", class: "small", title, onclick: () => run(() => api.payment(payment.id, name, body)),
  }, label);
  if (payment.status === "pending") {
    return [
      el("a", { class: "small", href: payment.page, target: "_blank", rel: "noopener" }, "Страница оплаты"),
      act("Оплатить", "pay"),
      act("Отказать", "decline", { reason: "insufficient_funds" }, "На карте не хватает денег"),
      act("Истечь", "expire", {}, "Как будто прошёл час"),
      el("button", {
        type: "button", class: "small", title: "Бот получит ложное уведомление, что этот платёж прошёл",
        onclick: () => run(() => api.forge({ payment: payment.id })),
      }, "Подделать оплату"),
    ];
  }
  return payment.left > 0 ? [act("Вернуть деньги", "refund", {}, "Всё, что ещё не возвращено")] : [];
}

async function run(call) {
  await call().catch((error) => tell("note", error.message));
  load();
}
