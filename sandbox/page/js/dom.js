// Building elements. Text only ever becomes text nodes; markup of messages passes the list of allowed tags.

export const byId = (id) => document.getElementById(id);

/** Make an element: el("b", { class: "x", onclick: f, hidden: true }, "text", child, …). */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replace the children only if they differ in what they say, so that focus and selection survive. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const TAGS = new Set(["B", "I", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "SPAN", "A"]);
const CLASSES = new Set(["spoiler", "command"]);

/** Nodes of a message's HTML. The server escapes it; here a second, independent list lets through what is known. */
export function messageNodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].map(allowed);
}

function allowed(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  const children = [...node.childNodes].map(allowed);
  if (!TAGS.has(node.tagName)) return el("span", {}, children);
  const copy = el(node.tagName.toLowerCase(), {}, children);
  if (CLASSES.has(node.className)) copy.className = node.className;
  if (copy.className === "command") copy.dataset.command = node.textContent;
  const address = node.tagName === "A" ? node.getAttribute("href") || "" : "";
  if (/^(https?|tg):\/\//.test(address)) {
    copy.href = address;
    copy.target = "_blank";
    copy.rel = "noopener noreferrer";
  }
  return copy;
}

/** Call `work` once, `ms` after the last of many calls. */
export function debounce(work, ms) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), ms);
  };
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
