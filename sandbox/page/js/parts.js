// How many parts a text takes as SMS: GSM 03.38 if every character fits, else UCS-2. As sandbox/sms/parts.py.

const BASIC = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
  + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const EXTENSION = new Set("\f^{}\\[~]|€");

/** { encoding, units, parts, left }: `left` units are free in the last part. */
export function countParts(text) {
  const chars = [...text];
  if (chars.every((char) => BASIC.has(char) || EXTENSION.has(char))) {
    return count("gsm7", chars.map((char) => (EXTENSION.has(char) ? 2 : 1)), 160, 153);
  }
  return count("ucs2", chars.map((char) => char.length), 70, 67);
}

function count(encoding, widths, single, part) {
  const units = widths.reduce((sum, width) => sum + width, 0);
  if (units <= single) return { encoding, units, parts: 1, left: single - units };
  let parts = 1;
  let filled = 0;
  for (const width of widths) {
    if (filled + width > part) {
      parts += 1;
      filled = 0;
    }
    filled += width;
  }
  return { encoding, units, parts, left: part - filled };
}

const ALPHABETS = { gsm7: "латиница", ucs2: "кириллица" };

/** "2 части" */
export function partsWords(parts) {
  const tail = parts % 100 > 10 && parts % 100 < 15 ? 0 : parts % 10;
  return `${parts} ${tail === 1 ? "часть" : tail > 1 && tail < 5 ? "части" : "частей"}`;
}

export const alphabetOf = (encoding) => ALPHABETS[encoding] || encoding;
