// Starts the parts of the page and connects them to the sandbox.

import { startAccounts } from "./accounts.js";
import { on, tell } from "./bus.js";
import { startChat } from "./chat.js";
import { startClock } from "./clock.js";
import { startCompose } from "./compose.js";
import { byId, setText } from "./dom.js";
import { startInside } from "./inside.js";
import { follow } from "./live.js";
import { startMoney } from "./money.js";
import { startPeople } from "./people.js";
import { startPlayer } from "./player.js";
import { startPolicy } from "./policy.js";
import { startSms } from "./sms.js";
import { preview, refreshSoon, store } from "./store.js";
import { startTabs } from "./tabs.js";
import { startTools } from "./tools.js";
import { startUpload } from "./upload.js";

const ABOUT_PEOPLE = new Set(["user.added", "group.added", "chat.changed", "user.deactivated", "bot.set", "sms.phone"]);
let noteTimer = 0;

startTabs();
startPeople();
startChat();
startCompose();
startTools();
startUpload();
startSms();
startClock();
startInside();
startMoney();
startPolicy();
startPlayer();
startAccounts().catch((error) => tell("note", `Счета для показа не загрузились: ${error.message}`));

on("fact", (fact) => {
  if (ABOUT_PEOPLE.has(fact.kind)) refreshSoon();
  if (/^message\.(sent|received|edited)$/.test(fact.kind)) heard(fact);
});

on("note", (text) => {
  setText(byId("chat-note"), text);
  clearTimeout(noteTimer);
  noteTimer = setTimeout(() => setText(byId("chat-note"), ""), 6000);
});

on("connection", (connected) => {
  const line = byId("connection");
  line.hidden = connected;
  setText(line, connected ? "" : "Песочница не отвечает. Как только она запустится, страница продолжит сама.");
  if (connected) refreshSoon();
});

follow((fact) => tell("fact", fact), (connected) => tell("connection", connected));

function heard(fact) {
  const fromBot = fact.kind !== "message.received" && !fact.by_user;
  preview(fact.chat_id, fact.message, fromBot);
  if (fact.kind === "message.sent" && fact.chat_id !== store.current) {
    store.unread.set(fact.chat_id, (store.unread.get(fact.chat_id) || 0) + 1);
  }
  tell("people");
}
