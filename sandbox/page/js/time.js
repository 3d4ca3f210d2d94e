// Instants of the sandbox, shown as the demo supplier's town lives: Moscow time.

const ZONE = "Europe/Moscow";
const make = (options) => new Intl.DateTimeFormat("ru-RU", { timeZone: ZONE, ...options });

const CLOCK = make({ hour: "2-digit", minute: "2-digit" });
const SECONDS = make({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = make({ day: "numeric", month: "long" });
const WEEKDAY = make({ weekday: "short" });
const DATE = make({ day: "numeric", month: "long", year: "numeric" });
const PARTS = make({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });

export const clockOf = (ms) => CLOCK.format(ms);
export const secondsOf = (ms) => SECONDS.format(ms);
export const dayOf = (ms) => DAY.format(ms);
export const weekdayOf = (ms) => WEEKDAY.format(ms);
export const dateOf = (ms) => DATE.format(ms).replace(" г.", "");

/** The value of an <input type="datetime-local"> for an instant. */
export function toInput(ms) {
  const parts = Object.fromEntries(PARTS.formatToParts(ms).map((part) => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The instant of such a value; Moscow has had +03:00 all year since 2014. */
export const fromInput = (value) => Date.parse(`${value}:00+03:00`);

/** The instant of "22T14:05", a day and time of the month of another instant. */
export const monthDay = (ms, when) => fromInput(`${toInput(ms).slice(0, 8)}${when}`);

/** "0,4 с" for milliseconds; empty when the clock was moved in between. */
export function spanOf(from, to) {
  const ms = to - from;
  if (!from || !to || ms < 0 || ms > 600_000) return "";
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0).replace(".", ",")} с`;
}

const MONTHS = ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
  "октябрь", "ноябрь", "декабрь"];

/** "октябрь 2026" for 2026-10. */
export function monthOf(period) {
  const [year, month] = period.split("-").map(Number);
  return `${MONTHS[month - 1]} ${year}`;
}

/** Bills of the two months before the current one prove a right: the third month after is too late. */
export const ACCEPTED_MONTHS = 3;

/** The instant at which the month so many months after a period begins. */
export function startOf(period, later) {
  const [year, month] = period.split("-").map(Number);
  return Date.UTC(year, month - 1 + later, 1) - 3 * 3_600_000;
}

/** "15.11.2026" for 2026-11-15. */
export const dotted = (iso) => iso.split("-").reverse().join(".");
