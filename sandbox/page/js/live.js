// The ledger as it happens: one event stream, taken up again whenever it breaks.

const RETRY_MS = 1500;

// A sandbox started afresh counts its facts from 1 again: it sends what it has, and `last` follows.

/** Calls `onFact(fact)` for every fact and `onState(connected)` at each change; reconnects for ever. */
export function follow(onFact, onState) {
  let last = 0;
  let timer = 0;
  const open = () => {
    const source = new EventSource(`/control/events${last ? `?after=${last}` : ""}`);
    source.onopen = () => onState(true);
    source.onmessage = (event) => {
      last = Number(event.lastEventId) || last;
      onFact(JSON.parse(event.data));
    };
    source.onerror = () => {
      source.close();
      onState(false);
      clearTimeout(timer);
      timer = setTimeout(open, RETRY_MS);
    };
  };
  open();
}
