### What stands on the paper bill, and what its link says, full form.

token-sms = ЛС { $account } { $code }
    .sensitivity = personal
token-account = Счёт с квитанции: { $account }. Номер и код вводить не нужно.
    .sensitivity = account
token-not-opened =
    Ссылка с квитанции счёт не открыла: она действует, пока принимается сама квитанция.
    Подключить счёт можно и так: по номеру и коду с новой квитанции.
