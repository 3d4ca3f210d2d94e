// What the page says of reasons, hindrances and ends.

/** Why a payment fell through, by cancellation_details.reason. */
export const REASONS = {
  insufficient_funds: "На карте не хватает денег",
  "3d_secure_failed": "Не пройдена проверка 3-D Secure",
  call_issuer: "Банк просит позвонить ему",
  card_expired: "Срок карты истёк",
  country_forbidden: "Карты этой страны не принимаются",
  fraud_suspected: "Платёж показался подозрительным",
  general_decline: "Банк отказал, не назвав причины",
  identification_required: "Кошелёк надо подтвердить",
  internal_timeout: "Не хватило времени на обработку",
  invalid_card_number: "Неверный номер карты",
  invalid_csc: "Неверный код с обратной стороны",
  issuer_unavailable: "Банк карты не отвечает",
  payment_method_limit_exceeded: "Превышен лимит карты",
  payment_method_restricted: "Операции по карте запрещены",
  permission_revoked: "Разрешение на списания отозвано",
  unsupported_mobile_operator: "Оператор связи не поддерживается",
  canceled_by_merchant: "Платёж отменил получатель",
  expired_on_confirmation: "Ссылка действовала час, и он прошёл",
  expired_on_capture: "Получатель не подтвердил платёж вовремя",
  deal_expired: "Срок сделки истёк",
};

/** Reasons that a bank or YooKassa would give at this page. */
export const TO_CHOOSE = ["general_decline", "insufficient_funds", "3d_secure_failed", "call_issuer", "card_expired",
  "country_forbidden", "fraud_suspected", "identification_required", "internal_timeout", "invalid_card_number",
  "invalid_csc", "issuer_unavailable", "payment_method_limit_exceeded", "payment_method_restricted",
  "permission_revoked", "unsupported_mobile_operator"];

/** What is in the way, by the server's word. */
export const HINDRANCES = {
  card: "В песочнице действуют только проверочные карты: выберите одну из списка.",
  term: "Срок карты — месяц и год, например 12/30.",
  csc: "Код с обратной стороны — три цифры.",
  method: "Этим способом этот платёж оплатить нельзя.",
  over: "Этот платёж уже завершён.",
};

/** Title and text of an end; `reason` only of a failure. */
export function endOf(payment) {
  if (payment.status === "succeeded") {
    return ["Оплачено", "Деньги условные: это песочница. Бот скажет об оплате сам, держать страницу открытой не нужно."];
  }
  if (payment.status === "waiting_for_capture") {
    return ["Деньги придержаны", "Платёж двухстадийный: получатель подтвердит его или отменит."];
  }
  const why = REASONS[payment.reason] || payment.reason;
  if (payment.reason === "expired_on_confirmation") return ["Ссылка истекла", `${why}. Попросите в боте новую.`];
  return ["Платёж не прошёл", `${why}. Деньги не списаны; попросите в боте новую ссылку и попробуйте ещё раз.`];
}
