### Electronic bills, short form: SMS.

button-ebill = ЭЛЕКТРОННАЯ КВИТАНЦИЯ
button-ebill-on = ДА
button-ebill-yes = ДА
button-ebill-keep = НЕТ
button-paper-bill = БУМАЖНАЯ КВИТАНЦИЯ
button-paper-yes = ДА
button-paper-no = НЕТ

ebill-which = По какому счету?
ebill-about = { $account }: квитанция по SMS вместо бумаги с { $period }? ДА или НЕТ
ebill-second = {""}
ebill-confirm = { $account }: с { $period } квитанции на бумаге не будет. Верно? ДА или НЕТ
ebill-done = { $account }: записано, с { $period } квитанция по SMS
ebill-kept = Ничего не изменилось: квитанция на бумаге
ebill-not-now = Не получилось: счет изменился. Проверьте: ЭЛЕКТРОННАЯ КВИТАНЦИЯ
ebill-here = { $account }: квитанция по SMS с { $period }. Вернуть: БУМАЖНАЯ КВИТАНЦИЯ
ebill-other = { $account }: квитанция электронная с { $period }, у другого владельца
ebill-owner-only = { $account }: решает владелец, кто подключил счет по квитанции
ebill-closed = { $account } закрыт: новых квитанций не будет
settings-ebill = {""}
settings-paper = {""}

ebill-back = { $account }: с { $period } квитанцию печатать на бумаге? ДА или НЕТ
ebill-paper-done = { $account }: записано, с { $period } квитанция на бумаге
ebill-stays = Ничего не изменилось: квитанция приходит сюда
ebill-paper-already = { $account }: квитанция на бумаге

ebill-switched = { $account }: с { $period } квитанция электронная, так решил владелец
ebill-switched-back = { $account }: с { $period } квитанция бумажная, так решил владелец
ebill-ended-holder = { $account }: квитанция снова на бумаге, сменился владелец
ebill-ended-closed = { $account } закрыт: электронной квитанции не будет
ebill-ended-ended = { $account }: с { $period } квитанция на бумаге, электронную некому получать
ebill-ended-unreachable = { $account }: с { $period } квитанция на бумаге, электронная не доходила

ebill-month-debt = { $account }: квитанция за { $period }. К оплате до { $due_on }: { $debt }
ebill-month-debt-open = { $account }: квитанция за { $period }. К оплате { $debt }
ebill-month-advance = { $account }: квитанция за { $period }. Переплата { $advance }
ebill-month-clear = { $account }: квитанция за { $period }. Платить нечего.
ebill-month-ready = { $account }: готова квитанция за { $period }.
ebill-corrected-debt = { $account }: новая квитанция за { $period }. К оплате до { $due_on }: { $debt }
ebill-corrected-debt-open = { $account }: новая квитанция за { $period }. К оплате { $debt }
ebill-corrected-advance = { $account }: новая квитанция за { $period }. Переплата { $advance }
ebill-corrected-clear = { $account }: новая квитанция за { $period }. Платить нечего.
ebill-corrected-ready = { $account }: новая квитанция за { $period }.
ebill-and-advance = Отдельно переплата { $advance }
ebill-file = Файл: офис

consents-ebill-given = Квитанция по SMS: да
consents-ebill-none = Квитанция по SMS: нет
consents-ebill-contract = Квитанция по SMS: да
consent-declined-ebill = Не принято. Вернуть бумагу: БУМАЖНАЯ КВИТАНЦИЯ
