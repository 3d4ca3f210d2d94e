### What became of an SMS, told by SMS.

smsstates-code-off = Код не дошел: телефон был выключен
smsstates-code-nobody = Код не дошел: нет такого номера. Проверьте номер
smsstates-code-barred = Код не дошел: этот телефон не принимает SMS
smsstates-code-replaced = Код не дошел: SIM-карту недавно заменили. Повторите через сутки
smsstates-code-lost = Код не дошел, уточняем причину. Повторите через 10 минут
smsstates-code-late = {""}
smsstates-held = SIM-карту недавно заменили. Ради безопасности ждем { $wait }
smsstates-code-held = SIM-карту недавно заменили. Код отправим через { $wait }
