// A photo or a file of one's own, chosen or dropped on the chat; the words in the field become its caption.

import { api } from "./api.js";
import { tell } from "./bus.js";
import { byId } from "./dom.js";
import { currentChat, store, titleOf } from "./store.js";

const MOST = 50 * 1024 * 1024;
const MOST_PHOTO = 10 * 1024 * 1024;
const PHOTOS = new Set(["image/jpeg", "image/png", "image/webp"]);

export function startUpload() {
  const input = byId("file");
  input.addEventListener("change", () => {
    for (const file of input.files) send(file);
    input.value = "";
  });
  const pane = byId("pane-chat");
  let inside = 0;
  const show = (on) => { byId("drop").hidden = !on; if (!on) inside = 0; };
  pane.addEventListener("dragenter", (event) => { if (carriesFiles(event)) { inside += 1; show(true); event.preventDefault(); } });
  pane.addEventListener("dragleave", () => { inside -= 1; if (inside <= 0) show(false); });
  pane.addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
  pane.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    show(false);
    for (const file of event.dataTransfer.files) send(file);
  });
  byId("say").addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files || [])];
    if (files.length) { event.preventDefault(); files.forEach(send); }
  });
}

export const chooseFile = () => byId("file").click();

const carriesFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");

/** Send as an app does: a picture as a photo, anything else, and a picture too big for that, as a file. */
async function send(file) {
  const chat = currentChat();
  if (!chat) return;
  if (file.size > MOST) {
    tell("note", `Файл больше 50 МБ песочница не принимает: ${file.name}`);
    return;
  }
  const photo = PHOTOS.has(file.type) && file.size <= MOST_PHOTO;
  const caption = byId("say").value.trim();
  const who = chat.type === "private" ? {} : { from: store.sender };
  const about = { kind: photo ? "photo" : "document", name: file.name, ...(caption ? { caption } : {}), ...who };
  try {
    await api.upload(chat.id, file, about);
    if (caption) tell("write", "");
  } catch (error) {
    tell("note", `${titleOf(chat)}: ${error.message}`);
  }
}
