### Electronic bills, short form: SMS.

button-ebill = ЭЛЕКТРОННЫЙ СЧЕТ
button-ebill-on = ДА
button-ebill-yes = ДА
button-ebill-keep = НЕТ
button-paper-bill = БУМАЖНАЯ КВИТАНЦИЯ
button-paper-yes = ДА
button-paper-no = НЕТ

ebill-which = По какому счету?
ebill-about = { $account }: квитанция по SMS вместо бумаги с { $period }? ДА или НЕТ
ebill-second = {""}
ebill-confirm = { $account }: бумажную не печатать с { $period }. Верно? ДА или НЕТ
ebill-done = { $account }: записано, с { $period } квитанция по SMS
ebill-kept = Ничего не изменилось: квитанция на бумаге
ebill-not-now = Не получилось: счет изменился. Проверьте: ЭЛЕКТРОННЫЙ СЧЕТ
ebill-here = { $account }: с { $period } по SMS. Вернуть: БУМАЖНАЯ КВИТАНЦИЯ
ebill-other = { $account }: электронная с { $period }, у другого владельца
ebill-owner-only = { $account }: решает владелец, кто подключил счет по квитанции
ebill-closed = { $account } закрыт: новых квитанций не будет
settings-ebill = {""}
settings-paper = {""}

ebill-back = { $account }: печатать на бумаге с { $period }? ДА или НЕТ
ebill-paper-done = { $account }: записано, с { $period } квитанция на бумаге
ebill-stays = Ничего не изменилось: квитанция приходит сюда
ebill-paper-already = { $account }: квитанция на бумаге

ebill-switched = { $account }: с { $period } квитанция электронная, так решил владелец
ebill-switched-back = { $account }: с { $period } квитанция бумажная, так решил владелец
ebill-ended-holder = { $account }: квитанция снова на бумаге, сменился владелец
ebill-ended-closed = { $account } закрыт: электронной квитанции не будет
ebill-ended-ended = { $account }: с { $period } квитанция на бумаге, счет отключен
ebill-ended-unreachable = { $account }: с { $period } на бумаге, SMS не доходили

ebill-month-debt = { $account } за { $period }: { $debt } до { $due_on }. PDF: Telegram, офис
ebill-month-debt-open = { $account } за { $period }: { $debt } PDF: Telegram, офис
ebill-month-advance = { $account } за { $period }: переплата { $advance } PDF: офис
ebill-month-clear = { $account } за { $period }: платить нечего. PDF: Telegram, офис
ebill-month-ready = { $account }: готова квитанция за { $period }. PDF: Telegram, офис
ebill-corrected-debt = { $account } за { $period } исправлено: { $debt } до { $due_on }
ebill-corrected-debt-open = { $account } за { $period } исправлено: { $debt }
ebill-corrected-advance = { $account } за { $period } исправлено: переплата { $advance }
ebill-corrected-clear = { $account } за { $period } исправлено: платить нечего
ebill-corrected-ready = { $account }: исправлена квитанция за { $period }

consents-ebill-given = Квитанция по SMS: да
consents-ebill-none = Квитанция по SMS: нет
consents-ebill-contract = Квитанция по SMS: да
consent-declined-ebill = Не принято. Вернуть бумагу: БУМАЖНАЯ КВИТАНЦИЯ
