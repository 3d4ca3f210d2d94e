### The payment QR alone, as a picture. Full form.

button-pay-code = По реквизитам
paycode-file =
    QR-код для оплаты счёта { $account }: { $amount } на { $as_of }.
    Сохраните картинку и откройте её в приложении банка: «Оплата по QR».
    .sensitivity = money
paycode-later = Это перевод по реквизитам: здесь он появится после реестра банка, обычно через 1-3 дня. До этого сумма останется прежней.
paycode-nothing = По счёту { $account } к оплате ничего нет, платить по QR-коду не нужно.
    .sensitivity = money
paycode-off = Реквизиты для оплаты стоят на бумажной квитанции. Подскажем и по телефону { $supplier_phone }, { $supplier_hours }.
document-pay-code-instead = QR-код для оплаты сюда не отправляем: он есть на квитанции. Вопросы: { $supplier_phone }.
