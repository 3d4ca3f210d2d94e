// The paper bill, drawn: what a subscriber holds in the hand, with the receipt code circled.

import { svg } from "./dom.js";
import { dotted, monthOf } from "./time.js";

const WIDTH = 440;
const LEFT = 22;
const RIGHT = WIDTH - 22;
const KWH = 286;
const PRICE = 344;
const MOST_LINES = 6;

/** An SVG of the bill; every text is a text node. `scan` is called when the QR code is pressed. */
export function paper(account, bill, scan) {
  const sheet = new Sheet();
  head(sheet, account, bill);
  if (bill.charge) {
    readings(sheet, bill);
    lines(sheet, bill);
    sums(sheet, bill);
  } else {
    sheet.text(LEFT, sheet.y + 26, "За этот месяц начислений нет.", "p-text");
    sheet.y += 50;
  }
  if (bill.qr) {
    qr(sheet, bill.qr, scan);
    sheet.y += 106;
  }
  return sheet.finish(`Квитанция за ${monthOf(bill.period)}, лицевой счёт ${account.number}, код справа вверху ${bill.code}`);
}

class Sheet {
  constructor() {
    this.parts = [];
    this.y = 0;
  }

  text(x, y, words, kind, anchor = "start") {
    this.parts.push(svg("text", { x, y, class: kind, "text-anchor": anchor }, words));
  }

  line(y, kind = "p-line") {
    this.parts.push(svg("line", { x1: LEFT, x2: RIGHT, y1: y, y2: y, class: kind }));
  }

  box(x, y, width, height, kind) {
    this.parts.push(svg("rect", { x, y, width, height, class: kind }));
  }

  finish(title) {
    const height = this.y + 16;
    return svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "paper-svg", role: "img", "aria-label": title },
      svg("rect", { width: WIDTH, height, class: "p-sheet" }), this.parts);
  }
}

function head(sheet, account, bill) {
  sheet.box(0, 0, WIDTH, 8, "p-brand");
  sheet.text(LEFT, 34, "Пример Энергосбыт", "p-supplier");
  sheet.text(LEFT, 50, "СЧЁТ-КВИТАНЦИЯ ЗА ЭЛЕКТРОЭНЕРГИЮ", "p-small");
  sheet.text(LEFT, 66, `за ${monthOf(bill.period)}`, "p-text");
  code(sheet, bill.code);
  sheet.line(84);
  field(sheet, 104, "Лицевой счёт", account.number, "p-number");
  field(sheet, 124, account.kind === "organisation" ? "Потребитель" : "Плательщик", account.holder);
  field(sheet, 142, "Адрес", account.address);
  sheet.line(156);
  sheet.y = 156;
}

/** The code in a hand-drawn ring: the one thing people look for. */
function code(sheet, digits) {
  const middle = RIGHT - 62;
  sheet.text(middle, 26, "код квитанции", "p-small", "middle");
  sheet.text(middle, 57, digits, "p-code", "middle");
  sheet.parts.push(svg("path", {
    class: "p-ring",
    d: `M${middle - 58} 52 C${middle - 62} 26 ${middle + 60} 24 ${middle + 62} 50 C${middle + 64} 78 ${middle - 56} 80 ${middle - 62} 54 C${middle - 62} 44 ${middle - 48} 34 ${middle - 26} 32`,
  }));
}

function field(sheet, y, name, value, kind = "p-text") {
  sheet.text(LEFT, y, name, "p-small");
  sheet.text(LEFT + 84, y, cut(value, kind === "p-number" ? 20 : 46), kind);
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const ZONES = ["t1", "t2", "t3"];

function readings(sheet, bill) {
  if (!bill.readings.length) return;
  sheet.text(LEFT, sheet.y + 18, "Счётчик", "p-small");
  sheet.text(KWH, sheet.y + 18, "было", "p-small", "end");
  sheet.text(PRICE, sheet.y + 18, "стало", "p-small", "end");
  sheet.text(RIGHT, sheet.y + 18, "снято", "p-small", "end");
  sheet.y += 18;
  for (const { serial, was, now } of bill.readings.slice(0, 3)) {
    for (const zone of ZONES.filter((name) => now[name])) {
      sheet.y += 16;
      sheet.text(LEFT, sheet.y, `№ ${serial}${now.t2 ? `, ${zone.toUpperCase()}` : ""}`, "p-text");
      sheet.text(KWH, sheet.y, was ? was[zone] : "–", "p-figure", "end");
      sheet.text(PRICE, sheet.y, now[zone], "p-figure", "end");
      sheet.text(RIGHT, sheet.y, dotted(now.taken_on).slice(0, 5), "p-figure", "end");
    }
  }
  sheet.y += 10;
  sheet.line(sheet.y);
}

function lines(sheet, bill) {
  sheet.text(KWH, sheet.y + 18, "кВт·ч", "p-small", "end");
  sheet.text(PRICE, sheet.y + 18, "цена", "p-small", "end");
  sheet.text(RIGHT, sheet.y + 18, "сумма", "p-small", "end");
  sheet.y += 18;
  for (const line of bill.lines.slice(0, MOST_LINES)) {
    sheet.y += 16;
    sheet.text(LEFT, sheet.y, cut(line.title, 36), "p-text");
    sheet.text(KWH, sheet.y, line.kwh, "p-figure", "end");
    sheet.text(PRICE, sheet.y, line.price, "p-figure", "end");
    sheet.text(RIGHT, sheet.y, money(line.amount), "p-figure", "end");
  }
  if (bill.lines.length > MOST_LINES) {
    sheet.y += 16;
    sheet.text(LEFT, sheet.y, `и ещё строк: ${bill.lines.length - MOST_LINES}`, "p-small");
  }
  sheet.y += 10;
  sheet.line(sheet.y);
}

function sums(sheet, bill) {
  const { opening, paid, charged, recalculated, penalty, closing } = bill.charge;
  const rows = [["Было на начало месяца", opening], ["Оплачено", paid], ["Начислено", charged],
    ["Перерасчёт", recalculated], ["Пени", penalty]];
  for (const [name, value] of rows.filter(([, sum], at) => at < 3 || sum !== "0,00")) {
    sheet.y += 16;
    sheet.text(LEFT, sheet.y, name, "p-text");
    sheet.text(RIGHT, sheet.y, money(value), "p-figure", "end");
  }
  const overpaid = closing.startsWith("-");
  sheet.box(LEFT, sheet.y + 10, RIGHT - LEFT, 30, "p-total-box");
  sheet.text(LEFT + 8, sheet.y + 30, overpaid ? "Переплата" : `К оплате до ${dotted(bill.due_on)}`, "p-total");
  sheet.text(RIGHT - 8, sheet.y + 30, `${money(closing.replace("-", ""))} руб.`, "p-total", "end");
  sheet.y += 44;
  barcode(sheet, bill.code + bill.period.replace("-", ""));
}

/** The link of the bill as a picture: a phone would scan it, here it is pressed. */
function qr({ parts, y }, { path, size }, scan) {
  const side = 92;
  parts.push(svg("g", { class: "p-qr", transform: `translate(${LEFT} ${y + 8})`, onclick: scan },
    svg("rect", { width: side, height: side, class: "p-qr-sheet" }),
    svg("path", { d: path, class: "p-qr-dots", transform: `scale(${side / size})`, "shape-rendering": "crispEdges" }),
    svg("title", {}, "Открыть ссылку квитанции в чате")));
  const words = ["Подключить счёт без ввода номера и кода:", "наведите камеру телефона на этот QR-код.", "Здесь просто нажмите на него."];
  words.forEach((line, at) => parts.push(svg("text", { x: LEFT + side + 14, y: y + 40 + at * 17, class: "p-text" }, line)));
}

/** Strokes that look like a bar code; they mean nothing. */
function barcode(sheet, seed) {
  let x = LEFT;
  let path = "";
  for (let at = 0; x < LEFT + 150; at += 1) {
    const digit = Number(seed[at % seed.length]) + (at % 3);
    path += `M${x} ${sheet.y + 10}v22h${1 + (digit % 3)}v-22z`;
    x += 3 + (digit % 4);
  }
  sheet.parts.push(svg("path", { d: path, class: "p-bars" }));
  sheet.text(RIGHT, sheet.y + 24, "образец, не платёжный документ", "p-small", "end");
  sheet.y += 34;
}

/** 12 345,67 */
function money(text) {
  const [whole, cents] = text.split(",");
  return `${whole.replace("-", "−").replace(/\B(?=(\d{3})+$)/g, "\u00a0")},${cents}`;
}
