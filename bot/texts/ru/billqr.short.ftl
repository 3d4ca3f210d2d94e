### The text of a bill's QR pasted into the chat, short form.

billqr-sum = {""}
billqr-sum-month = {""}
billqr-number = Счет { $account } с квитанции.
billqr-no-account = В тексте QR нет номера счета. Введите номер с квитанции
