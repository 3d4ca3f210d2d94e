// The data policy: open, or strict as 41-ФЗ wants it of some suppliers. Switching starts the bot again.

import { api, Refused } from "./api.js";
import { on, tell } from "./bus.js";
import { byId } from "./dom.js";

export async function startPolicy() {
  const box = byId("strict");
  box.addEventListener("change", () => turn(box));
  on("fact", (fact) => { if (fact.kind === "bot.policy") show(fact.mode); });
  const told = await api.bot().catch(() => null);
  byId("strict-switch").hidden = !told;
  if (told) show(told.policy);
}

function show(mode) {
  byId("strict").checked = mode === "strict";
}

async function turn(box) {
  const strict = box.checked;
  try {
    await api.policy(strict ? "strict" : "open");
    tell("note", strict
      ? "Строгий режим: суммы и телефоны бот покажет на закрытой странице. Бот запускается снова."
      : "Открытый режим: суммы снова в чате. Бот запускается снова.");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    box.checked = !strict;
    tell("note", error.message);
  }
}
