// The control API of the sandbox: what a person could do, and nothing else.

export class Refused extends Error {}

async function call(path, body) {
  const sent = body instanceof Blob ? body : JSON.stringify(body);
  const options = body === undefined ? {} : { method: "POST", body: sent };
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Refused("песочница не отвечает: она остановлена?");
  }
  const value = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(value.error || `ответ ${answer.status}`);
  return value;
}

const chat = (id) => `/control/chats/${encodeURIComponent(id)}`;

export const api = {
  state: () => call("/control/state"),
  demo: () => call("/control/demo"),
  chat: (id, after = 0) => call(`${chat(id)}?after=${after}`),
  send: (id, content) => call(`${chat(id)}/send`, content),
  upload: (id, file, about) => call(`${chat(id)}/upload?${new URLSearchParams(about)}`, file),
  press: (id, button) => call(`${chat(id)}/press`, button),
  block: (id, blocked) => call(`${chat(id)}/${blocked ? "block" : "unblock"}`, {}),
  addPerson: (person) => call("/control/users", person),
  addGroup: (group) => call("/control/groups", group),
  phone: (number) => call(`/control/phones/${encodeURIComponent(number)}`),
  switchPhone: (number, what) => call(`/control/phones/${encodeURIComponent(number)}`, what),
  sms: () => call("/control/sms"),
  payments: (limit) => call(`/control/yookassa?limit=${limit}`),
  payment: (id, act, body) => call(`/control/yookassa/payments/${encodeURIComponent(id)}/${act}`, body),
  forge: (claim) => call("/control/yookassa/forge", claim),
  textFrom: (number, text) => call(`/control/phones/${encodeURIComponent(number)}/send`, { text }),
  moveClock: (move) => call("/control/clock", move),
  inside: (id) => call(`/control/inside/${encodeURIComponent(id)}`),
  bot: () => call("/control/bot"),
  policy: (mode) => call("/control/policy", { mode }),
  killBot: (pause_s) => call("/control/bot", { kill: true, pause_s }),
};
