### The bill as a PDF: what stands on the paper, and what is said when it is sent. Full form.

button-bill-file = Квитанция PDF
billpdf-file = Счёт { $account }, квитанция за { $period }. Суммы в ней на { $as_of }.
    .sensitivity = account
billpdf-file-older = Счёт { $account }, квитанция за { $period }. Сумма к оплате сейчас стоит в новой.
    .sensitivity = account
bill-none-month = По счёту { $account } квитанции за { $period } нет. Последняя: за { $previous }.
    .sensitivity = account
document-bill-instead =
    Квитанцию файлом сюда не отправляем: её выдадут в офисе.
    Вопросы: { $supplier_phone }, { $supplier_hours }.

## On the paper: who and what

billpdf-title = Квитанция за { $period }
billpdf-title-firm = Счёт за { $period }
billpdf-supplier = { $supplier }
billpdf-phone = Телефон { $supplier_phone }
billpdf-hours = { $supplier_hours }
billpdf-account = Лицевой счёт
billpdf-holder = Плательщик
billpdf-address = Адрес
billpdf-tariff = Тариф
billpdf-energy = Расход за месяц
billpdf-footer = Лицевой счёт { $number }. Составлено { $day } по данным расчёта. Вопросы: { $supplier_phone }
    .sensitivity = account
billpdf-page = Страница %n из %m

## What is to be paid

billpdf-due = К оплате
billpdf-due-by = К оплате до { $day }
billpdf-overpaid = Переплата
billpdf-clear = К оплате ничего нет
billpdf-closing = Итого за { $period }
billpdf-amount = { $amount }
    .sensitivity = money
billpdf-older = Это квитанция за прошедший месяц. Сумма к оплате сейчас стоит в новой.
billpdf-overdue = Из них просрочено: { $overdue }
    .sensitivity = money
billpdf-overdue-since = Из них просрочено с { $day }: { $overdue }
    .sensitivity = money
billpdf-overdue-whole = Срок оплаты прошёл: просрочена вся сумма.
billpdf-overdue-whole-since = Вся сумма просрочена с { $day }.
billpdf-and-advance = Отдельно числится переплата: { $advance }
    .sensitivity = money
billpdf-paid-here = Вычтено оплаченное в чате и ещё не учтённое: { $paid }
    .sensitivity = money
billpdf-differs = Итог за месяц другой: после него были платежи или изменения.
billpdf-as-of = Сумма на { $as_of }, учтены платежи по { $day }.
billpdf-code = Отсканируйте в приложении банка
billpdf-code-alt = QR-код для оплаты по реквизитам, сумма { $amount }
    .sensitivity = money
billpdf-purpose = Оплата электроэнергии;ЛС { $number };ПРД{ $month }
    .sensitivity = account
billpdf-recipient = Реквизиты для оплаты
billpdf-to-name = Получатель
billpdf-to-inn = ИНН / КПП
billpdf-to-account = Расчётный счёт
billpdf-to-bank = Банк
billpdf-to-bic = БИК
billpdf-to-corr = Корреспондентский счёт
billpdf-chat-alt = QR-код: личный кабинет в чате
billpdf-chat-link =
    Личный кабинет в чате для тех, кто живёт с вами. Код откроет чат и подключит этот счёт: номер и код квитанции вводить не нужно.
    Код подтверждения придёт на телефон, который вы нам оставили. Не передавайте эту страницу посторонним.
billpdf-chat-link-firm =
    Личный кабинет в чате для ваших сотрудников. Код откроет чат и подключит этот счёт: номер и код квитанции вводить не нужно.
    Код подтверждения придёт на телефон, который вы нам оставили. Не передавайте эту страницу посторонним.
billpdf-chat = Личный кабинет в чате: сумма к оплате, показания, квитанции.

## Tables

billpdf-month = Расчёт за { $period }
billpdf-lines = Начисления
billpdf-readings = Показания
billpdf-column-what = Что
billpdf-column-service = Услуга
billpdf-column-energy = Объём
billpdf-column-price = Цена, руб.
billpdf-column-sum = Сумма, руб.
billpdf-column-meter = Счётчик
billpdf-column-zone = Зона
billpdf-column-before = Было
billpdf-column-after = Стало
billpdf-column-used = Расход
billpdf-opening = На начало месяца
billpdf-charged = Начислено
billpdf-paid = Оплачено за месяц
billpdf-recalculated = Перерасчёт
billpdf-penalty = Пени
billpdf-total = Итого за месяц
billpdf-minus = Знак минус в первой и последней строке означает переплату.
billpdf-number = { $number }
billpdf-less = -{ $number }
billpdf-price = { $prices }
billpdf-of-energy = { $energy }
billpdf-reason = { $title }. Причина: { $reason }
    .sensitivity = money
billpdf-kind-own = Ваше потребление
billpdf-kind-common = Общие нужды дома (ОДН)
billpdf-kind-norm = По нормативу
billpdf-kind-coefficient = Повышающий коэффициент
billpdf-kind-benefit = Льгота
billpdf-kind-recalculation = Перерасчёт
billpdf-kind-other = Прочее
billpdf-meter = { $serial }, { $place }
    .sensitivity = account
billpdf-meter-removed = { $serial }, { $place }, снят { $day }
    .sensitivity = account
billpdf-meter-installed = { $serial }, { $place }, новый с { $day }
    .sensitivity = account
billpdf-zone-all = весь день
billpdf-zone-day = день
billpdf-zone-night = ночь
billpdf-zone-peak = пик
billpdf-zone-halfpeak = полупик
billpdf-reading = { $number } ({ $day })
billpdf-reading-calculated = { $number }* ({ $day })
billpdf-calculated = * Показание рассчитано: переданного на этот день нет.
billpdf-ratio = Расход умножен на коэффициент трансформации счётчика.
