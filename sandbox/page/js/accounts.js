// The named demo accounts, and the bill of the chosen one.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { act } from "./compose.js";
import { byId, el } from "./dom.js";
import { paper } from "./paper.js";
import { ACCEPTED_MONTHS, monthOf, startOf } from "./time.js";

const shown = { accounts: [], number: "", month: 0 };

export async function startAccounts() {
  byId("account").addEventListener("change", (event) => showAccount(event.target.value));
  byId("put-number").addEventListener("click", () => give(chosen()?.number));
  byId("put-code").addEventListener("click", () => give(chosen()?.bills[shown.month].code));
  byId("put-qr").addEventListener("click", scan);
  on("tick", late);
  on("bill", ({ number, month = 0 }) => showAccount(number, month));
  shown.accounts = (await api.demo()).accounts;
  const order = [...shown.accounts].sort((a, b) => rank(a) - rank(b) || a.number.localeCompare(b.number));
  byId("account").replaceChildren(...order.map((account) => el("option", { value: account.number }, `*${tail(account)} · ${account.about}`)));
  byId("accounts").replaceChildren(...order.map(row));
  showAccount(order[0].number);
}

const tail = (account) => account.number.slice(-4);
/** Numbers that end in four equal digits are the plain cases: they come first. */
const rank = (account) => (/(\d)\1{3}$/.test(account.number) ? 0 : 1);
const chosen = () => shown.accounts.find((account) => account.number === shown.number);

export const accountBySlug = (slug) => shown.accounts.find((account) => account.slug === slug);

function row(account) {
  return el("li", {}, el("button", {
    type: "button", class: "account", "data-account": account.number, onclick: () => {
      showAccount(account.number);
      byId("account").scrollIntoView({ block: "nearest" });
    },
  }, el("b", {}, `*${tail(account)}`), el("span", {}, account.about)));
}

function showAccount(number, month = 0) {
  Object.assign(shown, { number, month });
  const account = chosen();
  if (!account) return;
  byId("account").value = number;
  for (const button of document.querySelectorAll(".account")) {
    if (button.dataset.account === number) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  byId("bill-months").replaceChildren(...account.bills.map((bill, at) => el("button", {
    type: "button", class: "small", "aria-pressed": String(at === month), onclick: () => showAccount(number, at),
  }, monthOf(bill.period).split(" ")[0])));
  byId("put-qr").hidden = !account.bills[month].link;
  byId("paper").replaceChildren(paper(account, account.bills[month], scan), facts(account, account.bills[month]));
}

/** Say so when the clock has outrun the bill. */
function late(nowMs) {
  const bill = chosen()?.bills[shown.month];
  byId("bill-late").hidden = !bill || nowMs < startOf(bill.period, ACCEPTED_MONTHS);
}

/** The bill in words, for those who do not see the picture. */
function facts(account, bill) {
  const phone = account.phone ? `телефон в договоре ${account.phone}` : "телефона в договоре нет";
  return el("p", { class: "paper-facts" }, `Счёт ${account.number}, код квитанции ${bill.code}, ${phone}.`);
}

/** What a phone does with the QR code of a bill: the chat of the bot opens, and «Запустить» is pressed. */
function scan() {
  const link = chosen()?.bills[shown.month].link;
  if (!link) return;
  tell("view", "chat");
  act({ text: `/start ${new URL(link).searchParams.get("start")}` });
}

function give(text) {
  if (!text) return;
  tell("view", "chat");
  tell("put", text);
}
