### The payment QR alone, short form: SMS carries no pictures.

button-pay-code = РЕКВИЗИТЫ
paycode-file = QR-код счета { $account }: { $amount }
paycode-later = {""}
paycode-nothing = { $account }: к оплате ничего нет
paycode-off = Реквизиты на квитанции. Вопросы: { $supplier_phone }
document-pay-code-instead = QR по SMS не шлем, он на квитанции. Сумма: БАЛАНС
