### How values are written: names of months, units, words after a number (for 1, 2, 5).

money-unit = руб.
energy-unit = кВт·ч
energy-unit-short = кВт.ч
months = январь, февраль, март, апрель, май, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь
months-after-day = января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря
wait-minutes = минуту, минуты, минут
wait-hours = час, часа, часов
wait-minutes-short = мин.
wait-hours-short = ч.
zone-all = весь день
zone-day = день
zone-night = ночь
zone-peak = пик
zone-halfpeak = полупик
