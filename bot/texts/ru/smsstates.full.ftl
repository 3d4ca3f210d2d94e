### What became of an SMS, told in a chat.

## Why a code did not come, and what to do: said before the question about the phone is put again.

smsstates-code-off = Код не дошёл: телефон был выключен или вне сети. Включите его и отправьте код ещё раз.
smsstates-code-nobody = Код не дошёл: оператор связи не знает такого номера. Проверьте номер.
smsstates-code-barred =
    Код не дошёл: этот телефон не принимает SMS.
    Проверьте, не запрещены ли они: об этом подскажет ваш оператор связи.
smsstates-code-replaced =
    Код не дошёл: на этом номере недавно заменили SIM-карту.
    Ради вашей безопасности сутки не отправляем на него коды и не подключаем по нему счёт.
smsstates-code-lost =
    Код не дошёл: оператор связи не доставил SMS, причину уточняем.
    Отправьте код ещё раз через 10 минут. Если снова не придёт: { $supplier_phone }.

## The same to whoever has gone on to something else: how to come back.

smsstates-code-late = Подключить счёт можно заново в любое время.

## A phone whose SIM was replaced less than a day ago.

smsstates-held =
    На этом номере недавно заменили SIM-карту: так бывает и не по воле хозяина.
    Ради вашей безопасности это сделаем через { $wait }. Срочно: { $supplier_phone }.
smsstates-code-held =
    На этом номере недавно заменили SIM-карту. Ради вашей безопасности коды на него отправим через { $wait }.
    Если SIM-карту меняли не вы, сразу позвоните своему оператору связи.
