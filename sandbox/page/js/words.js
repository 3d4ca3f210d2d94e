// The bot's own terms in the words of people who did not write it.

const DIALOGS = {
  link: "подключение счёта",
  accounts: "выбор счёта",
  unlink: "отключение счёта",
  withdraw: "отзыв согласия",
};

const STEPS = {
  "link/consent": "ждёт согласия",
  "link/account": "ждёт номер лицевого счёта",
  "link/receipt": "ждёт код квитанции",
  "link/no-receipt": "объясняет, где взять квитанцию",
  "link/phone": "ждёт телефон",
  "link/not-mine": "объясняет, как сменить телефон",
  "link/code": "ждёт код из SMS",
  "accounts/pick": "ждёт, какой счёт показать",
  "unlink/pick": "ждёт, какой счёт отключить",
  "unlink/confirm": "ждёт подтверждения",
  "withdraw/confirm": "ждёт подтверждения",
};

const CONTENTS = {
  text: "текст",
  press: "нажатие кнопки",
  contact: "контакт",
  photo: "фотография",
  document: "документ",
  voice: "голосовое сообщение",
  sticker: "наклейка",
  location: "место на карте",
  edited_message: "исправленное сообщение",
  my_chat_member: "бота заблокировали или вернули",
  message: "служебное сообщение",
};

const OUTBOX = {
  queued: "ждёт отправки",
  sending: "отправляется",
  unknown: "ответ не получен, уточняем",
  sent: "отправлено",
  failed: "не отправлено",
};

/** Where the conversation stands, as a sentence. */
export function sessionWords(session) {
  if (!session?.dialog) return "Открытых вопросов нет: бот готов к любому запросу.";
  const name = DIALOGS[session.dialog] || session.dialog;
  const step = STEPS[`${session.dialog}/${session.step}`] || `шаг ${session.step}`;
  return `Идёт «${name}»: ${step}.`;
}

export function contentWords(update) {
  const kind = CONTENTS[update.content] || update.content;
  return update.text ? `${kind} «${cut(update.text)}»` : kind;
}

export const outboxWords = (effect) => OUTBOX[effect.state] || effect.state;

export const cut = (text, most = 60) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
