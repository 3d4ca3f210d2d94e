// The bot's own terms in the words of people who did not write it.

const DIALOGS = {
  link: "подключение счёта",
  "bill-token": "подключение по ссылке с квитанции",
  accounts: "выбор счёта",
  charges: "история по месяцам",
  meters: "счётчики",
  past: "история показаний",
  pay: "оплата",
  "pay-email": "почта для чека",
  penalty: "расчёт пеней",
  unlink: "отключение счёта",
  withdraw: "отзыв согласия",
  consent: "согласие",
  erase: "удаление своих данных",
  label: "название счёта",
  people: "кто подключён",
  notify: "о чём писать",
  "notify-way": "когда и куда писать",
  limit: "предел расхода",
  ebill: "электронная квитанция",
  invite: "приглашение",
  invitation: "вход по приглашению",
  disputes: "«Это не я»",
  which: "уточнение вопроса",
  reading: "передача показаний",
  "reading-drop": "отзыв показания",
  "reading-photo": "фото счётчика",
  sheet: "ведомость",
};

const STEPS = {
  "link/consent": "ждёт согласия",
  "link/resume": "спрашивает, продолжить ли с прежнего места",
  "link/account": "ждёт номер лицевого счёта",
  "link/receipt": "ждёт код квитанции",
  "link/meter": "ждёт номер счётчика",
  "link/payment": "ждёт сумму последнего платежа",
  "link/office": "ждёт код из офиса",
  "link/no-receipt": "объясняет, как обойтись без квитанции",
  "link/phone": "ждёт телефон",
  "link/not-mine": "объясняет, как сменить телефон",
  "link/code": "ждёт код из SMS",
  "link/reverse": "ждёт SMS от человека",
  "bill-token/consent": "ждёт согласия",
  "accounts/pick": "ждёт, какой счёт показать",
  "charges/page": "листает месяцы",
  "past/page": "листает показания по месяцам",
  "meters/pick": "ждёт, какой счётчик показать",
  "pay/sum": "ждёт сумму",
  "pay-email/email": "ждёт адрес почты",
  "penalty/day": "ждёт день оплаты",
  "unlink/pick": "ждёт, какой счёт отключить",
  "unlink/confirm": "ждёт подтверждения",
  "withdraw/confirm": "ждёт подтверждения",
  "consent/ask": "ждёт согласия",
  "notify/group": "ждёт, что посмотреть",
  "notify/kinds": "ждёт, что переключить",
  "notify-way/what": "ждёт, что изменить",
  "notify-way/hour": "ждёт часа",
  "notify-way/quiet": "ждёт тихих часов",
  "notify-way/days": "ждёт числа дней",
  "notify-way/place": "ждёт места",
  "limit/pick": "ждёт, по какому счёту предел",
  "limit/amount": "ждёт предела в кВт·ч",
  "limit/meant": "ждёт, предел это или показание",
  "ebill/pick": "ждёт, по какому счёту",
  "ebill/pick-paper": "ждёт, по какому счёту",
  "ebill/about": "ждёт, нужна ли электронная квитанция",
  "ebill/consent": "ждёт согласия",
  "ebill/confirm": "ждёт подтверждения",
  "ebill/back": "ждёт, вернуть ли бумагу",
  "erase/explain": "объясняет, что будет удалено",
  "erase/confirm": "ждёт подтверждения",
  "label/pick": "ждёт, какой счёт назвать",
  "label/name": "ждёт название",
  "people/pick": "ждёт, о каком счёте речь",
  "people/whom": "ждёт, кого отключить",
  "people/confirm": "ждёт подтверждения",
  "invite/pick": "ждёт, к какому счёту пригласить",
  "invite/role": "ждёт, что сможет приглашённый",
  "invitation/typed": "ждёт код приглашения",
  "invitation/consent": "ждёт согласия",
  "invitation/phone": "ждёт телефон",
  "invitation/code": "ждёт код из SMS",
  "invitation/reverse": "ждёт SMS от человека",
  "disputes/which": "ждёт, о ком речь",
  "reading/means": "ждёт, как понять число",
  "reading/account": "ждёт, по какому счёту показание",
  "reading/meter": "ждёт, какого счётчика показание",
  "reading/value": "ждёт показание",
  "reading/zone": "ждёт показание недостающей зоны",
  "reading/doubt": "ждёт, верно ли сомнительное показание",
  "reading/edited": "ждёт, записать ли исправленное показание",
  "reading-drop/ask": "ждёт, отозвать ли показание",
  "reading-photo/send": "ждёт фото счётчика",
  "sheet/doubts": "ждёт слова о сомнениях ведомости",
  "sheet/fix": "ждёт исправленную ведомость",
  "which/choose": "ждёт, что имелось в виду",
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
