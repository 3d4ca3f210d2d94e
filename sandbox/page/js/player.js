// Plays the walk: does what its steps say through the same page and the same API that a person uses.

import { api } from "./api.js";
import { accountBySlug } from "./accounts.js";
import { on } from "./bus.js";
import { nowMs } from "./clock.js";
import { byId, setText } from "./dom.js";
import { Hands } from "./hands.js";
import { NAMES, PAIRS, PHONES, REMINDABLE, REMINDED, STEPS } from "./walk.js";
import { readingOf } from "./reading.js";
import { refresh, store } from "./store.js";
import { ACCEPTED_MONTHS, monthDay, startOf } from "./time.js";

const READ_MS = 48;
const DAY_S = 86_400;
/** More than anybody at home uses in a month: one wrong digit in the place of thousands. */
const SLIP_KWH = 3000;

const TOO_LATE = "Часы песочницы ушли далеко вперёд, и эти квитанции больше не принимаются. "
  + "Начните песочницу заново: make run ARGS=--reset";

class Ended extends Error {}

class Player {
  constructor() {
    this.speed = Number(byId("walk-speed").value) || 1;
    this.paused = false;
    this.ended = false;
    this.wake = null;
  }

  /** Wait `ms` at normal speed; a pause holds, «Дальше» ends it. */
  async pace(ms) {
    let left = ms / this.speed;
    while (left > 0 || this.paused) {
      this.check();
      const began = performance.now();
      const skipped = await new Promise((done) => {
        this.wake = () => done(true);
        setTimeout(() => done(false), this.paused ? 150 : Math.min(left, 150));
      });
      if (skipped) return;
      if (!this.paused) left -= performance.now() - began;
    }
    this.check();
  }

  check() {
    if (this.ended) throw new Ended();
  }

  next() {
    this.paused = false;
    this.wake?.();
  }
}

let player = null;

export function startPlayer() {
  byId("walk-start").addEventListener("click", play);
  byId("walk-pause").addEventListener("click", pause);
  byId("walk-next").addEventListener("click", () => { player?.next(); pauseLabel(); });
  byId("walk-end").addEventListener("click", end);
  byId("walk-speed").addEventListener("change", (event) => { if (player) player.speed = Number(event.target.value); });
  on("note", (text) => { if (player) player.lastNote = text; });
}

function pause() {
  if (!player) return;
  player.paused = !player.paused;
  pauseLabel();
}

function pauseLabel() {
  setText(byId("walk-pause"), player?.paused ? "Продолжить" : "Пауза");
}

function end() {
  if (player) player.ended = true;
  player?.wake?.();
  byId("walk").hidden = true;
  delete document.body.dataset.walking;
  byId("walk-start").disabled = false;
  byId("walk-start").focus();
}

async function play() {
  player = new Player();
  byId("walk").hidden = false;
  document.body.dataset.walking = "";
  byId("walk").dataset.state = "running";
  byId("walk-start").disabled = true;
  pauseLabel();
  const mine = player;
  try {
    await run(mine);
    byId("walk").dataset.state = "finished";
  } catch (error) {
    if (error instanceof Ended) return;
    byId("walk").dataset.state = "failed";
    caption("Показ остановился", error.message);
  } finally {
    byId("walk-start").disabled = false;
  }
}

async function run(mine) {
  const managed = await api.bot().then(() => true, () => false);
  const actors = await cast();
  const there = { bot: managed, phone: actors.c, reminder: managed && reminds(actors.b) };
  const steps = STEPS.filter((step) => !step.needs || there[step.needs]);
  const hands = new Hands(mine, actors);
  for (const [at, step] of steps.entries()) {
    setText(byId("walk-step"), `Шаг ${at + 1} из ${steps.length}`);
    byId("walk-progress").style.width = `${((at + 1) / steps.length) * 100}%`;
    caption(step.title, step.text);
    for (const [act, ...values] of step.acts) {
      mine.check();
      if (act === "read") await mine.pace(step.text.length * READ_MS);
      else await hands[act](...values);
    }
  }
}

function caption(title, text) {
  setText(byId("walk-title"), title);
  setText(byId("walk-text"), text);
}

/** Whether the second account is reminded of its reading on a day that is still to come. */
const reminds = (account) => REMINDABLE.includes(account.slug) && nowMs() < monthDay(nowMs(), REMINDED);

/** Who takes part: a new person and two accounts that have not had a code today. */
async function cast() {
  await refresh();
  const before = [...store.people.values()].filter((person) => /^показ \d/.test(person.last_name || "")).length;
  const [a, b] = (await rested(before)).map(part);
  if (nowMs() > a.acceptedUntilMs) throw new Error(TOO_LATE);
  const name = { first_name: NAMES[before % NAMES.length], last_name: `показ ${before + 1}` };
  return { name, a, b, c: await texter(before) };
}

/** Somebody with a button phone that never texted: who is linked already would be told so. */
async function texter(before) {
  const account = accountBySlug(PHONES[before % PHONES.length]);
  return (await api.phone(account.phone)).messages.length ? null : part(account);
}

/** The next pair whose phones got no SMS for a day: limits on codes are real here too. Else the next day comes. */
async function rested(before) {
  for (let ahead = 0; ahead < PAIRS.length; ahead += 1) {
    const pair = PAIRS[(before + ahead) % PAIRS.length].map(accountBySlug);
    if ((await Promise.all(pair.map(isRested))).every(Boolean)) return pair;
  }
  await api.moveClock({ advance_s: DAY_S });
  return PAIRS[before % PAIRS.length].map(accountBySlug);
}

async function isRested(account) {
  const last = (await api.phone(account.phone)).messages.at(-1);
  return !last || last.at_ms < nowMs() - DAY_S * 1000;
}

function part(account) {
  const { number, slug } = account;
  const { code, period } = account.bills[0];
  return {
    number, slug, code, acceptedUntilMs: startOf(period, ACCEPTED_MONTHS), phone: account.phone, label: `*${number.slice(-4)}`,
    spaced: `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`,
    wrong: String((Number(code) + 4321) % 1_000_000).padStart(6, "0"),
    reading: readingOf(account.bills[0]), slip: readingOf(account.bills[0], SLIP_KWH),
  };
}
