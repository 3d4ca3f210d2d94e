### The screens of an account, short form (SMS): what is asked first; an empty text is dropped.

## Buttons: the words a person may type

button-why = ПОЧЕМУ
button-lines = СТРОКИ
button-charges = ИСТОРИЯ
button-payments = ПЛАТЕЖИ
button-year = { $year }
button-earlier = РАНЬШЕ
button-later = ПОЗЖЕ
button-tariffs = ТАРИФ
button-meters = СЧЕТЧИК
button-meter = { $tail }
button-meter-removed = снят { $tail }
button-meters-more = ЕЩЕ СЧЕТЧИКИ
button-meters-before = СЧЕТЧИКИ С НАЧАЛА
button-penalty = ПЕНИ
button-other-day = ПЕНИ
button-day-today = СЕГОДНЯ
button-day-week = ЧЕРЕЗ НЕДЕЛЮ
button-day-month-end = КОНЕЦ МЕСЯЦА
button-contacts = ОФИСЫ

## Leafing

page-none = Листать нечего. Команды: ИСТОРИЯ, ПЛАТЕЖИ, ТАРИФ

## Stages of an organisation, on its card

card-stage-next-share = { $account } { $as_of }: до { $day } { $amount }, { $percent } % за { $period }
card-stage-next-rest = { $account } { $as_of }: до { $day } { $amount }, остаток за { $period }
card-stage-next-month = { $account } { $as_of }: до { $day } { $amount } за { $period }
card-stage-ahead-share = {""}
card-stage-ahead-rest = {""}
card-stage-ahead-month = {""}
card-stage-late-share = { $account } { $as_of }: просрочено { $amount }, { $percent } % за { $period }
card-stage-late-rest = { $account } { $as_of }: просрочено { $amount }, остаток { $period }
card-stage-late-month = { $account } { $as_of }: просрочено { $amount } за { $period }
card-stage-paid-share = {""}
card-stage-paid-rest = {""}
card-stage-paid-month = {""}
card-stages-debt = {""}
card-stages-advance = {""}

## Why so much

bill-none = { $account }: квитанций пока нет
bill-head = { $account } { $as_of }, за { $period }: начислено { $charged }
bill-same = Столько же, сколько за { $previous }.
bill-more-unknown = На { $difference } больше, чем за { $previous }.
bill-less-unknown = На { $difference } меньше, чем за { $previous }.
bill-more-usage = На { $difference } больше { $previous }: +{ $energy }.
bill-less-usage = На { $difference } меньше { $previous }: -{ $energy }.
bill-more-price = На { $difference } больше { $previous }: вырос тариф.
bill-less-price = На { $difference } меньше { $previous }: снизился тариф.
bill-more-both = На { $difference } больше { $previous }: +{ $energy } и тариф.
bill-less-both = На { $difference } меньше { $previous }: -{ $energy } и тариф.
bill-more-price-against = На { $difference } больше { $previous }: вырос тариф, -{ $energy }.
bill-less-price-against = На { $difference } меньше { $previous }: тариф ниже, +{ $energy }.
bill-more-usage-against = На { $difference } больше { $previous }: +{ $energy }.
bill-less-usage-against = На { $difference } меньше { $previous }: -{ $energy }.
bill-more-range = На { $difference } больше { $previous }: +{ $energy }.
bill-less-range = На { $difference } меньше { $previous }: -{ $energy }.
bill-opening-debt = {""}
bill-opening-advance = {""}
bill-charged = {""}
bill-charged-energy = {""}
bill-line-own = {""}
bill-line-own-energy = {""}
bill-line-common = {""}
bill-line-common-energy = {""}
bill-line-norm = {""}
bill-line-norm-energy = {""}
bill-line-coefficient = {""}
bill-line-coefficient-energy = {""}
bill-line-benefit = {""}
bill-line-benefit-energy = {""}
bill-line-other = {""}
bill-line-other-energy = {""}
bill-recalculation = Перерасчет { $amount }
bill-recalculation-reason = Перерасчет { $amount }
bill-recalculations-more = {""}
bill-penalty = {""}
bill-closing-debt = Итого { $closing }
bill-closing-advance = Итого переплата { $closing }
bill-closing-zero = Итого 0 руб.
bill-month-debt = {""}
bill-month-advance = {""}
bill-month-zero = {""}
bill-mismatch = Суммы не сходятся, сверка: { $supplier_phone }
bill-now-debt = Сейчас { $debt }
bill-now-advance = Сейчас переплата { $advance }
bill-now-clear = Сейчас 0 руб.

lines-head = { $account } на { $as_of }, строки за { $period }:
lines-none = { $account }: строк за { $period } нет, только суммы
line-product = { $energy } по { $price }: { $amount }
line-plain = { $amount }
line-reason = { $amount }

## Month by month

charges-none = { $account }: начислений и платежей пока не видно
charges-head = { $account } на { $as_of }.
charges-month = { $period }: начислено { $charged }, опл. { $paid }
charges-month-corrected = { $period }: начислено { $charged }, опл. { $paid }
charges-month-paid = { $period }: опл. { $paid }
charges-total = { $year }: начислено { $charged }, опл. { $paid }
charges-total-corrected = { $year }: начислено { $charged }, опл. { $paid }
charges-year-none = За { $year } год данных здесь нет

payments-none = { $account }: платежей пока не видно
payments-head = { $account } на { $as_of }, платежи:
payments-row = { $day } { $amount }
payments-row-agent = { $day } { $amount }
payments-return = { $day } возврат { $amount }
payments-until = {""}

## Prices

tariff-none = { $account }: тариф не сообщен. Тел. { $supplier_phone }
tariff-unknown = { $account }: цены на сегодня не известны. Прежние:
tariff-head = {""}
tariff-valid = { $account } с { $since } по { $until }, руб./кВт.ч:
tariff-valid-open = { $account } с { $since }, руб./кВт.ч:
tariff-zone-all = { $prices }
tariff-zone-all-hours = { $prices }
tariff-zone-day = день { $prices }
tariff-zone-day-hours = день { $prices }
tariff-zone-night = ночь { $prices }
tariff-zone-night-hours = ночь { $prices }
tariff-zone-peak = пик { $prices }
tariff-zone-peak-hours = пик { $prices }
tariff-zone-halfpeak = полупик { $prices }
tariff-zone-halfpeak-hours = полупик { $prices }
tariff-ranges-two = {""}
tariff-ranges-three = {""}
tariff-ranges-many = {""}
tariff-changes = {""}
tariff-ends = {""}

tariffs-head = {""}
tariffs-row = {""}
tariffs-yours = Тариф есть на квитанции. Тел. { $supplier_phone }
tariffs-unknown = Цены на сегодня не известны. Тел. { $supplier_phone }

## Meters

meters-none = { $account }: счетчиков нет, начисляют по нормативу
meters-head = { $account }, счетчиков: { $count }. Какой показать?
meters-row = { $number }-{ $tail }
meters-row-place = { $number }-{ $tail }
meters-row-removed = { $number }-{ $tail } снят { $day }
meters-part = {""}
meter-head = { $account }, { $serial }:
meter-model = {""}
meter-place = {""}
meter-model-place = {""}
meter-display = {""}
meter-display-decimals = {""}
meter-ratio = {""}
meter-installed = {""}
meter-removed = снят { $day }.
meter-verified-valid = поверка до { $day }.
meter-verified-soon = поверка до { $day }.
meter-verified-over = поверка была до { $day }.
meter-since-valid = поверка до { $day }.
meter-since-soon = поверка до { $day }.
meter-since-over = поверка была до { $day }.
meter-owner = {""}
meter-ask = {""}
meter-caution = {""}
meter-automatic = {""}
meter-no-readings = Показаний нет
meter-register-all = {""}
meter-register-day = {""}
meter-register-night = {""}
meter-register-peak = {""}
meter-register-halfpeak = {""}

## If paid on a day

penalty-ask = { $account }: на какой день посчитать пени? Пример: 25.12
penalty-ask-overdue = { $account } { $as_of }: просрочено { $overdue }
penalty-ask-due = { $account } { $as_of }: к оплате { $debt }
penalty-ask-day = Пени на какой день? Пример: 25.12
penalty-hint = Нужен день, например 25.12 или ЧЕРЕЗ 10 ДНЕЙ. Или ОТМЕНА
penalty-past = Этот день прошел. Назовите более поздний, например 25.12
penalty-too-far = Дальше года не считаем. Назовите день поближе
penalty-no-debt = { $account } на { $as_of }: платить нечего, пени не растут
penalty-not-told = { $account }: пени задает договор. Тел. { $supplier_phone }
penalty-unknown = { $account }: пени посчитать не можем. Тел. { $supplier_phone }
penalty-short-of = Ставка на { $asked } не известна, считаем по { $day }.
penalty-added = { $account } на { $as_of }: если оплатить { $day }, пени еще { $added }
penalty-nothing = { $account } на { $as_of }: если оплатить { $day }, новых пеней нет
penalty-sum = Всего примерно { $total }
penalty-within = {""}
penalty-assumed = {""}
penalty-estimate = {""}

## Contacts and what everybody may know

contacts-centre = Тел. { $supplier_phone }, { $supplier_hours }.
contacts-phones = {""}
contacts-emergency = Авария: 112, { $dispatcher_phone }
contacts-112 = Авария: 112. Диспетчер:
contacts-dispatcher = { $account } { $phone_text }
info-site = {""}
info-bill-by = {""}
info-days-unknown = {""}
