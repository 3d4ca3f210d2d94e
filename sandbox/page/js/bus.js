// Who tells whom: parts of the page know this board, not each other.

const listeners = new Map();

/** Events: fact, people, select, selected, sms, view, note, connection. */
export function on(event, listener) {
  if (!listeners.has(event)) listeners.set(event, []);
  listeners.get(event).push(listener);
}

export function tell(event, value) {
  for (const listener of listeners.get(event) || []) listener(value);
}
