### The words of every consent, short form (SMS). Never changed, never removed: see consents.full.ftl.

consent-text-linking-2026-11 = Согласны на обработку номера счета и телефона? Ответьте ДА или НЕТ
contract-text-linking-2026-11 = Номер счета и телефон обрабатываем по договору. Отказ: СТОП
consent-text-sms-notices-2026-11 = Присылать SMS о показаниях и сроке оплаты? Ответьте ДА или НЕТ
contract-text-sms-notices-2026-11 = SMS о показаниях и оплате присылаем по договору. Отказ: СТОП
consent-text-ebill-2026-11 = Квитанция каждый месяц по SMS вместо бумаги. Согласны? ДА или НЕТ
contract-text-ebill-2026-11 = Квитанция по SMS, по договору. Отказ: БУМАЖНАЯ КВИТАНЦИЯ. ДА или НЕТ
