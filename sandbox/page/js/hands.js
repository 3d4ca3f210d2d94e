// The hands of the walk: each act waits for what it needs, does it visibly, and fails with a sentence.

import { api } from "./api.js";
import { tell } from "./bus.js";
import { nowMs } from "./clock.js";
import { byId, sleep } from "./dom.js";
import { choose, refresh } from "./store.js";
import { monthDay } from "./time.js";

const LETTER_MS = 55;
const LOOK_MS = 650;
const PATIENCE_MS = 90_000;

export class Hands {
  constructor(player, cast) {
    this.player = player;
    this.cast = cast;
    this.chatId = 0;
    this.mark = 0;
    this.smsSeen = new Set();
    this.smsCode = "";
  }

  async person() {
    this.chatId = (await api.addPerson(this.cast.name)).id;
    await refresh();
    choose(this.chatId);
    tell("view", "chat");
    this.account = this.cast.a;
    await this.noteSms();
  }

  async view(name) {
    tell("view", name);
    await this.player.pace(LOOK_MS);
  }

  async rest(ms) {
    await this.player.pace(ms);
  }

  async bill(which) {
    this.account = this.cast[which];
    tell("bill", { number: this.account.number });
    await this.noteSms();
    await this.player.pace(LOOK_MS);
  }

  async start() {
    const button = await this.until(() => shown(byId("start-button")), "кнопка «Запустить»");
    await this.push(button);
  }

  async press(label) {
    const button = await this.until(() => newest(label), `кнопка «${label}»`);
    await this.push(button);
  }

  async push(button) {
    button.scrollIntoView({ block: "nearest" });
    button.classList.add("pressing");
    await this.player.pace(LOOK_MS);
    await this.setMark();
    button.click();
    setTimeout(() => button.classList.remove("pressing"), 400);
    await this.player.pace(LOOK_MS);
  }

  async type(pattern) {
    const text = this.fill(pattern);
    const field = byId("say");
    await this.write(text, (typed) => tell("write", typed));
    await this.setMark();
    tell("write", text);
    field.form.requestSubmit();
    await this.player.pace(LOOK_MS);
  }

  async sms() {
    this.smsCode = await this.until(async () => {
      const { messages } = await api.phone(this.account.phone);
      const fresh = messages.filter((message) => !this.smsSeen.has(message.id)).at(-1);
      return fresh && /\d{4,8}/.exec(fresh.text)?.[0];
    }, "SMS с кодом");
    await this.player.pace(LOOK_MS);
  }

  async code() {
    await this.type(this.smsCode);
  }

  async phone(which) {
    this.account = this.cast[which];
    tell("phone", this.account.phone);
    await this.player.pace(LOOK_MS);
  }

  async text(pattern) {
    const field = byId("sms-text");
    await this.write(this.fill(pattern), (typed) => {
      field.value = typed;
      field.dispatchEvent(new Event("input"));
    });
    await this.noteSms();
    field.form.requestSubmit();
    await this.player.pace(LOOK_MS);
  }

  async reply(words) {
    const fresh = await this.until(async () => {
      const { messages } = await api.phone(this.account.phone);
      return messages.find((one) => !one.own && !this.smsSeen.has(one.id) && one.text.includes(words));
    }, `SMS со словами «${words}»`);
    this.cast.sms = { code: /^\d{4,8}/.exec(fresh.text)?.[0] };
    await this.player.pace(LOOK_MS);
  }

  /** Letter by letter, as fingers do. */
  async write(text, put) {
    for (let at = 1; at <= text.length; at += 1) {
      put(text.slice(0, at));
      await this.player.pace(LETTER_MS);
    }
    await this.player.pace(LOOK_MS);
  }

  async sum(text) {
    const { messages } = await api.chat(this.chatId, this.mark);
    if (says(messages.filter((one) => one.from === "bot").at(-1), ["пришлите число"])) await this.type(text);
  }

  async pay() {
    await this.push(await this.until(() => unpaid(this.account.label), `ссылка на оплату ${this.account.label}`));
  }

  async kill(seconds) {
    await this.setMark();
    await api.killBot(seconds);
    await this.player.pace(LOOK_MS);
  }

  async clock(when) {
    await api.moveClock({ set_ms: monthDay(nowMs(), when) });
    await this.player.pace(LOOK_MS);
  }

  async expect(pattern) {
    const words = this.fill(pattern).split("|");
    const what = `ответ со словами «${words.join("» или «")}»`;
    const answer = await this.until(async () => {
      const { messages } = await api.chat(this.chatId, this.mark);
      return messages.find((message) => message.from === "bot" && says(message, words));
    }, what);
    // Its buttons are pressed next: those of an older message would be stale.
    await this.until(() => document.querySelector(`#messages [data-id="${answer.id}"]`), what);
    await this.player.pace(LOOK_MS);
  }

  /** What is on the phone already does not count as a new code. */
  async noteSms() {
    const { messages } = await api.phone(this.account.phone);
    for (const message of messages) this.smsSeen.add(message.id);
  }

  async setMark() {
    const chat = await api.chat(this.chatId, 2 ** 31);
    this.mark = chat.last_message_id || 0;
  }

  fill(pattern) {
    return pattern.replace(/\{(\w+)\.(\w+)\}/g, (_, who, what) => this.cast[who][what]);
  }

  async until(find, what) {
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      this.player.check();
      const found = await find();
      if (found) return found;
      await sleep(120);
    }
    throw new Error(`Не дождались: ${what}. Начните ещё раз: будут взяты другие счета.`);
  }
}

/** Whether one of the words is in the message or on its buttons. */
function says(message, words) {
  const text = JSON.stringify([message.text, message.inline_keyboard]).toLowerCase();
  return words.some((word) => text.includes(word.toLowerCase()));
}

const shown = (element) => (element && !element.closest("[hidden]") && element.getClientRects().length ? element : null);

/** The key that pays the newest payment of an account. */
function unpaid(label) {
  const rows = [...document.querySelectorAll("#money-list .payment")].filter((row) => row.textContent.includes(label));
  return rows.length ? [...rows[0].querySelectorAll("button")].find((key) => key.textContent === "Оплатить") : null;
}

function newest(label) {
  const buttons = [...document.querySelectorAll("#messages .key, #bottom-keyboard .key")];
  return buttons.filter((button) => button.textContent === label && !button.disabled).at(-1);
}
