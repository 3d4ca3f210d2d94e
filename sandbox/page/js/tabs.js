// Which part is in front. Wide windows show most parts at once, a phone shows one.

import { on, tell } from "./bus.js";

export const VIEWS = ["people", "chat", "sms", "bill", "money", "inside"];
const narrow = matchMedia("(max-width: 759px)");
const middle = matchMedia("(max-width: 1179px)");

export function startTabs() {
  for (const tab of document.querySelectorAll("[data-tab]")) {
    tab.addEventListener("click", () => tell("view", tab.dataset.tab));
  }
  on("view", turn);
  narrow.addEventListener("change", mark);
  middle.addEventListener("change", mark);
  mark();
}

function turn(view) {
  const body = document.body.dataset;
  body.view = view;
  if (["sms", "bill", "money", "inside"].includes(view)) body.aside = view;
  if (["bill", "money", "inside"].includes(view)) body.side = view;
  mark();
  tell("turned", view);
}

function mark() {
  const { view, aside, side } = document.body.dataset;
  const front = narrow.matches ? view : middle.matches ? aside : side;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    if (tab.dataset.tab === front) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

/** Whether a part can be seen at this moment. */
export function isShown(view) {
  return document.getElementById(`pane-${view}`).offsetParent !== null;
}
