// The clock of the sandbox: it ticks here, and every fact sets it right.

import { api } from "./api.js";
import { on, tell } from "./bus.js";
import { byId, setText } from "./dom.js";
import { store } from "./store.js";
import { dateOf, fromInput, secondsOf, toInput, weekdayOf } from "./time.js";

const clock = { baseMs: 0, at: 0, scale: 1 };

export const nowMs = () => clock.baseMs + (performance.now() - clock.at) * clock.scale;

export function startClock() {
  store.nowMs = nowMs;
  on("clock", ({ now_ms, scale }) => set(now_ms, scale));
  on("fact", (fact) => fact.at_ms && fact.kind !== "clock.moved" && Math.abs(fact.at_ms - nowMs()) > 800 && isNow(fact) && set(fact.at_ms));
  setInterval(tick, 250);
  for (const button of document.querySelectorAll("#clock [data-step]")) {
    button.addEventListener("click", () => move({ advance_s: Number(button.dataset.step) }));
  }
  const more = document.querySelector(".clock-more");
  more.addEventListener("toggle", () => { if (more.open) { byId("clock-to").value = toInput(nowMs()); byId("clock-to").focus(); } });
  more.addEventListener("keydown", (event) => { if (event.key === "Escape") { more.open = false; more.querySelector("summary").focus(); } });
  document.addEventListener("click", (event) => { if (more.open && !more.contains(event.target)) more.open = false; });
  byId("clock").addEventListener("submit", (event) => { event.preventDefault(); to(more); });
}

/** Facts that are replayed after a reconnect are old: only what happened within two real seconds counts. */
const isNow = (fact) => Math.abs(Date.now() - fact.real_ms) < 2000;

function set(ms, scale = clock.scale) {
  Object.assign(clock, { baseMs: ms, at: performance.now(), scale });
  tick();
}

function tick() {
  if (!clock.baseMs) return;
  const ms = nowMs();
  setText(byId("clock-weekday"), `${weekdayOf(ms)},`);
  setText(byId("clock-day"), dateOf(ms));
  setText(byId("clock-time"), secondsOf(ms));
  tell("tick", ms);
}

async function move(how) {
  try {
    set((await api.moveClock(how)).now_ms);
  } catch (error) {
    tell("note", error.message);
  }
}

async function to(more) {
  const wanted = fromInput(byId("clock-to").value);
  const note = byId("clock-note");
  if (!Number.isFinite(wanted)) return setText(note, "Выберите день и час.");
  if (wanted <= nowMs()) return setText(note, "Часы идут только вперёд: выберите более позднее время.");
  setText(note, "");
  more.open = false;
  await move({ set_ms: wanted });
}
