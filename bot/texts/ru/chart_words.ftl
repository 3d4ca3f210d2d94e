### Words on the pictures of consumption. They name no account; numbers stand beside them.

months-short = янв, фев, мар, апр, май, июн, июл, авг, сен, окт, ноя, дек
title-energy = Расход электроэнергии
title-money = Начислено по счетам
title-years = Расход, год к году
title-meters = Расход по счётчикам
measure-energy = кВт·ч
measure-money = ₽
between-months = { $first } – { $last }
average = в среднем { $number }
mark = новые цены
more = ещё { $count }
legend-before = год назад
legend-spread = разложено по дням
legend-calculated = без показаний, по расчёту
legend-forecast = прогноз
legend-missing = нет данных
