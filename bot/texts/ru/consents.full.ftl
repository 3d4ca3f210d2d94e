### The words of every consent, by purpose and version, full form. A published version is never changed and never
### removed: people agreed to these words (tests/texts/test_consents.py knows their digests). New words get a new
### version, which asks everybody again. contract-text-…: what people are told where the contract is the basis.

consent-text-linking-2026-11 =
    Чтобы показать счёт, нужно согласие на обработку номера счёта и телефона. Они нужны только для этого кабинета.
    Отозвать согласие можно в любой момент: «настройки», «стоп».
    Версия согласия: 2026-11.
contract-text-linking-2026-11 =
    Чтобы показать счёт, обрабатываем его номер и ваш телефон. Это нужно для договора энергоснабжения, отдельное согласие не требуется.
    Отключить счёт и удалить телефон можно в любой момент: «настройки», «стоп».
consent-text-sms-notices-2026-11 =
    Присылать вам SMS с напоминаниями о показаниях и сроке оплаты? Рекламы в них не будет, телефон тот же, что для кода.
    Отказаться можно в любой момент: «стоп» или «запретить sms».
    Версия согласия: 2026-11.
contract-text-sms-notices-2026-11 =
    SMS с напоминаниями о показаниях и сроке оплаты присылаем по договору энергоснабжения.
    Отказаться можно в любой момент: «стоп».
