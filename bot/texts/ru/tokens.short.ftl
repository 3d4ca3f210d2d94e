### What stands on the paper bill, and what its link says, short form.

token-sms = ЛС { $account } { $code }
token-account = Счет { $account } с квитанции.
token-not-opened = Ссылка не действует. Нужны номер и код с новой квитанции.
