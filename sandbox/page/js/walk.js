// «Показать за 3 минуты»: what is shown, as data. A later part of the product adds its steps here.
//
// A step: title and text (what the viewer reads), acts (what a person does, in order):
//   ["view", "bill"]            bring a part to the front (matters in narrow windows)
//   ["person"]                  a new person opens the chat
//   ["start"]                   presses «Запустить»
//   ["press", "Согласен"]       presses the newest button with these words
//   ["type", "{a.number}"]      types and sends; {a.…} and {b.…} are members of the two demo accounts:
//                               number, spaced, code, wrong, label, reading (a month on), slip (far too much)
//   ["sms"]                     waits for the SMS with a code
//   ["code"]                    types the code from it
//   ["phone", "c"]              takes that account's phone in hand
//   ["text", "ЛС {c.number}"]   texts from it; {sms.code} is the code that came last
//   ["reply", "Готово"]         waits for an SMS with these words
//   ["expect", "Готово"]        waits for an answer with these words
//   ["bill", "a"]               puts that account's bill on the table
//   ["sum", "300"]              types a sum, if the bot asks for one: not every account owes something
//   ["pay"]                     pays, in «Деньги», what the bot gave a link for
//   ["clock", "22T14:05"]       moves the clock to that day of the month and time
//   ["kill", 3]                 kills the bot's process; it comes back after that many seconds
//   ["read"]                    time to read the caption
//   ["rest", 800]               a pause, milliseconds
// `needs: "bot"`: only where the page may kill the bot; "phone": only while account c has never been texted from;
// "reminder": the former, before the day on which people are reminded (REMINDED), with a second account that is.

/** Pairs of demo accounts, by slug: a walk takes the next pair that had no code today: limits are real here too. */
export const PAIRS = [
  ["overdue", "zero"], ["part_paid", "overpaid"], ["two_zones", "dacha"], ["three_zones", "penalty"],
  ["benefit", "heating"], ["decimals", "calculated"], ["house", "ordinary"], ["recalculated", "automatic"],
];

/** Accounts of people without a messenger, by slug: each walk takes the next. */
export const PHONES = ["expired", "rollover", "renumbered", "long_names", "disputed", "stale", "debt_and_advance", "penny"];

export const NAMES = ["Ольга", "Николай", "Тамара", "Игорь", "Вера", "Павел", "Галина", "Олег"];

/** When everybody has been reminded who was to be: three days before the end of the demo supplier's window. */
export const REMINDED = "22T14:05";

/** The second ones of pairs that are reminded then: others have another window, or a reading already. */
export const REMINDABLE = ["zero", "overpaid", "penalty", "calculated"];

/** Words of which every card of an account has one. */
const CARD = "Начислено за|Начислений пока не видно|счёт закрыт";

export const STEPS = [
  {
    title: "Человек находит бота",
    text: "Ничего устанавливать не нужно. Бот сразу говорит, что умеет и чего никогда не попросит: данные карты, пароли, коды банка.",
    acts: [["person"], ["view", "chat"], ["read"], ["start"], ["expect", "личный кабинет"], ["rest", 1500]],
  },
  {
    title: "Сначала согласие",
    text: "Без согласия бот не спросит даже номер счёта. Ответ записан вместе с версией текста, отозвать его можно в два нажатия.",
    acts: [["press", "Подключить счёт"], ["expect", "согласие"], ["read"], ["press", "Согласен"], ["expect", "Шаг 1"]],
  },
  {
    title: "Номер лицевого счёта с квитанции",
    text: "Номер вводят как привыкли: с пробелами, дефисами, подписью. Бот поймёт.",
    acts: [["bill", "a"], ["view", "bill"], ["read"], ["view", "chat"], ["type", "ЛС {a.spaced}"], ["expect", "Шаг 2"]],
  },
  {
    title: "Ошибка в коде ничего не выдаёт",
    text: "На чужой номер, на несуществующий и на опечатку ответ один и тот же. Перебрать коды не получится: число попыток ограничено.",
    acts: [["type", "{a.wrong}"], ["expect", "не подошли"], ["read"]],
  },
  {
    title: "Код квитанции подтверждает право на счёт",
    text: "Он напечатан справа вверху, на рисунке обведён. Посторонний без квитанции дальше не пройдёт.",
    acts: [["view", "bill"], ["read"], ["view", "chat"], ["type", "{a.code}"], ["expect", "Шаг 3"]],
  },
  {
    title: "И ещё телефон из договора",
    text: "Код уходит по SMS только на номер, который указан в договоре; показан он не целиком.",
    acts: [["press", "Да, отправить код"], ["view", "sms"], ["sms"], ["read"], ["view", "chat"], ["expect", "Шаг 4"]],
  },
  {
    title: "Счёт подключён",
    text: "Карточка отвечает на главное: сколько, до какого числа, что просрочено и какие платежи уже учтены.",
    acts: [["code"], ["expect", "Готово"], ["expect", CARD], ["read"], ["rest", 1500]],
  },
  {
    title: "Показание: просто число с табло",
    text: "Ни кнопок, ни формы. Человек ошибся в цифре, бот заметил: столько здесь не тратят. Число сохранено и ждёт ответа.",
    acts: [["type", "{a.slip}"], ["expect", "сохранен"], ["read"]],
  },
  {
    title: "Записано, и номер назван",
    text: "Верное число заняло место ошибочного. Бот говорит, сколько было и сколько израсходовано, примерно в рублях, и до какого дня можно исправить.",
    acts: [["type", "{a.reading} вот так, спасибо"], ["expect", "Записано"], ["read"], ["rest", 1500]],
  },
  {
    title: "Ссылка на оплату одной кнопкой",
    text: "Сумма, получатель и комиссия названы до оплаты. Карту в чате не вводят никогда: ссылка ведёт на страницу ЮKassa, здесь это её эмулятор.",
    acts: [["press", "Оплатить"], ["expect", "Ссылка действует|пришлите число"], ["sum", "300"], ["expect", "Ссылка действует"], ["read"]],
  },
  {
    title: "Оплачено, и бот об этом знает",
    text: "Деньги пришли на странице оплаты. Бот не верит уведомлению на слово: переспрашивает ЮKassa, записывает платёж один раз и сам пишет человеку.",
    acts: [["view", "money"], ["rest", 1200], ["pay"], ["read"], ["view", "chat"], ["expect", "получена"], ["rest", 1500]],
  },
  {
    title: "Второй раз за то же не попросят",
    text: "В расчёт платёж попадёт не сразу. До тех пор бот сам вычитает его из суммы и так и говорит.",
    acts: [["type", "баланс"], ["expect", "Оплачено здесь"], ["read"], ["rest", 1000]],
  },
  {
    title: "Авария важнее любого вопроса",
    text: "Человек подключает второй счёт и вдруг пишет об искрах. Бот сразу даёт 112 и диспетчера, а начатое не теряет.",
    acts: [["type", "подключить"], ["expect", "Шаг 1"], ["type", "розетка искрит и пахнет горелым"], ["expect", "112"], ["read"]],
  },
  {
    title: "Второй счёт одной строкой",
    text: "Номер и код можно прислать сразу вместе. Например, счёт родителей.",
    acts: [["bill", "b"], ["type", "{b.number} {b.code}"], ["expect", "Шаг 3"], ["press", "Да, отправить код"], ["view", "sms"], ["sms"],
      ["rest", 1200], ["view", "chat"], ["expect", "Шаг 4"], ["code"], ["expect", "Готово"], ["expect", CARD], ["read"]],
  },
  {
    title: "Счета рядом",
    text: "Счетов может быть несколько, каждый отвечает за себя. Кнопки внизу экрана всегда на месте, а нажатия можно заменить словами.",
    acts: [["type", "счета"], ["expect", "{a.label}"], ["read"]],
  },
  {
    title: "«Почему столько?»",
    text: "Спросить можно своими словами и с ошибками. Бот раскладывает сумму: что было, что начислено, что оплачено и что изменилось за месяц.",
    acts: [["type", "пачему так многа насчитали"], ["expect", "На начало месяца"], ["read"], ["rest", 1500]],
  },
  {
    title: "То же самое по SMS",
    text: "Кнопочному телефону не нужен интернет: счёт подключают и спрашивают обычными SMS. Диалоги те же, ответ короткий; под ним видно, во что он обошёлся.",
    needs: "phone",
    acts: [["bill", "c"], ["view", "sms"], ["phone", "c"], ["read"], ["text", "ЛС {c.number} {c.code}"], ["reply", "ДА или НЕТ"],
      ["text", "ДА"], ["reply", "код для подключения"], ["text", "КОД {sms.code}"], ["reply", "Готово"],
      ["text", "РАСХОД"], ["reply", "кВт.ч"], ["rest", 2500], ["bill", "b"],
      ["view", "chat"]],
  },
  {
    title: "Бот выключили на полуслове",
    text: "Процесс бота убит, как при отключении питания. Человек пишет, ничего не подозревая: сообщение ждёт, и после запуска ответ приходит один раз.",
    needs: "bot",
    acts: [["kill", 3], ["rest", 700], ["type", "баланс"], ["read"], ["expect", "{a.label}|{b.label}|Какой счёт"], ["rest", 1500]],
  },
  {
    title: "Напоминание, которое не потерялось",
    text: "Бот снова выключен, а часы ушли на два дня вперёд: напоминать о показаниях надо было, пока его не было. После запуска оно ещё полезно и приходит, один раз и только по счёту без показания. Число в ответ и есть показание.",
    needs: "reminder",
    acts: [["kill", 3], ["clock", REMINDED], ["read"], ["expect", "ждём показани"], ["read"], ["type", "{b.reading}"], ["expect", "Записано"],
      ["rest", 1500]],
  },
  {
    title: "Что было внутри",
    text: "Каждое сообщение сначала записано в базу, и только потом подтверждено Telegram. Поэтому ни одно обращение не теряется, а подключение не случается дважды.",
    acts: [["view", "inside"], ["read"], ["rest", 2500]],
  },
  {
    title: "Теперь попробуйте сами",
    text: "Слева можно добавить человека, справа взять квитанцию любого из счетов для показа, вверху перевести часы.",
    acts: [["read"], ["view", "chat"]],
  },
];
