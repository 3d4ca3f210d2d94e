// What stands on the meter a month after a bill: the last reading of the bill and as much again as it used.

/** The numbers of all zones as people type them; `more` kWh are added to the first one. "" for a bill without a meter. */
export function readingOf(bill, more = 0) {
  const meter = bill.readings.at(-1);
  if (!meter) return "";
  const zones = ["t1", "t2", "t3"].filter((zone) => meter.now[zone] !== "");
  return zones.map((zone, at) => shown(meter, zone, at ? 0 : more)).join(" ");
}

/** Counted in units of the last digit: fractions of the display would not add up in binary. */
function shown(meter, zone, more) {
  const decimals = (meter.now[zone].split(",")[1] || "").length;
  const units = (text) => Number(text.replace(",", ""));
  const now = units(meter.now[zone]);
  const next = now + Math.max(now - units(meter.was[zone]), 1) + more * 10 ** decimals;
  const digits = String(next).padStart(decimals + 1, "0");
  return decimals ? `${digits.slice(0, -decimals)},${digits.slice(-decimals)}` : digits;
}
