### Questions in everyday words: by which words a free text is known to ask for which screen. Read by
### bot/texts/intents.py after the keywords of lexicon.ftl; described in docs/questions.md.
###
### Lists of words: «слово»: as written, «слово*»: with any ending. Slips of the finger, spelling by ear, Latin
### letters, the other keyboard layout and words written together are found without being listed.
### Signs of an intent: one a line; all its words in any order. «@why»: any word of the list words-why;
### «а|б»: either; «-@why»: none of these; «= » in front: nothing else may stand in the text but words of courtesy.
### The sign that explains most of the text wins; the more words nobody listed, the less certain it is.
### The name of an intent is the entry it opens. `.kind = money`: between money and anything else nothing is guessed.

## Words that mean nothing here

courtesy = напомн* назад утром кажется правильно лучше обяза* либо честь взяли взял городе городу искать получил* вышел
    а и но или же ли бы б вот ну да я мне меня мной мы нам нас нами мой моя мое мои моего моей моему моим
    моих мою наш наша наше наши нашу нашего нашей свой свою своего своей своих вы вам вас ваш ваша ваше
    ваши вашу вашего вашей вашем ваших у в во на с со к ко о об обо по за для из от до при про это эта
    этот эти этого этой этом эту этих то та тот тому того той том там тут здесь нету как какой какая какое
    какие какую какого каков какова каком каким что чтобы чего нибудь либо где когда куда здрав* здрас*
    добр* приве* алло ало пожалуйста пожалуста пожалуйсто пожалста плиз плз спасибо спс благодар* подскаж*
    скаж* уточн* помоги* можно можете может могу можем можешь хоч* хотел* хотим хотя узна* знать надо
    нужно нужен нужна нужны посмотр* погляд* глян* покаж* показать показыва* дай дайте дадите скинь
    скиньте скинуть пришли пришлите прислать вышли вышлите отправьте сообщ* напиши напишите назов*
    интерес* любезны очень срочно прошу просьба ребята уважаем* господа так вообще просто есть быть буд*
    был была было были сейчас теперь сегодня пока уже еще все всё опять короче значит типа собственно
    наверное кажется получается только тоже также сам сама себе себя свое раз бишь ка ага угу ой эх эй не
    нет ни чё че чо шо если тогда потом ведь даже хоть лишь всего этак вопрос* поводу насчет относительно
    такая такой такое такие таких таким прямо вдруг лично возможн* разреш* произв* осуществ* причин*
    задать через момент* честно девушк* молодой по-моему слушай* извин* простит* ответ* провер* живу живем
    живет проживаю проживаем проживает один одна одни пенсионер* ветеран* инвалид* звонил* трубк* утром
    вчера просит просят мужчина женщина

courtesy-phrases =
    добрый день|доброго дня|добрый вечер|доброе утро|доброй ночи|доброго времени суток|как бы|то есть|так сказать
    |это самое|в общем|меня зовут|заранее спасибо|хорошего дня|всего доброго|не могу понять|никак не пойму

## Words by which we know that it is about us: they make a question surer

ours =
    элек* энерг* счетчик* щетчик* квитанц* квитк* платежк* жировк* лицев* лс счет счета счету счетом счете
    счетов кварт* дом дома домик* дач* гараж* жилье жилья помещен* комнат* абонент* кабинет* договор*
    месяц месяца месяце месяцу месяцы месяцам месяцев помесячно январ* феврал* март марта марте апрел* май
    мая мае июн* июл* август* сентябр* октябр* ноябр* декабр* осен* зим* весн* лето летом лета год года
    году годы прошл* позапрошл* нынешн* текущ* следующ* последн* ноль кв рубл* руб коп копе* тысяч* тыщ*
    числ*

home = свет света свету светом эл электричеств* электроэнерг* илектр* энергосбыт* квт киловат*

## Other people's services and money: the text is not for us, unless a word of «home» stands in it too

foreign =
    вода воды воду водой воде гвс хвс водоснабж* водоканал* водосчетчик* канализац* газ газа газу газом
    газе газов* горгаз* межрегионгаз* отоплен* тепло тепла теплоснабж* теплосет* батаре* мусор* тко
    капремонт* капитальн* домофон* лифт* интернет* вайфай роутер* телевид* мобильн* сотов* мтс мегафон*
    билайн* теле2 ростелеком* йота сим симк* такси метро осаго каско ипотек* кредит* займ* микрозайм*
    казино ставк* лотере* гибдд гаи налог* пенси* пособи* зарплат* зп алимент* банковск* валют* доллар*
    евро биткоин* крипт* инвестиц* акци* авто автобус* поезд* самолет* аэропорт* вокзал* билет* гостиниц*
    отел* школ* садик* институт* экзамен* врач* больниц* поликлиник* аптек* магазин* ресторан* кафе пицц*
    фильм* кино игр* погод* матч* футбол* хокке* машин* парковк* учеб* бензин* аренд* сдается сдам продам
    продаю куплю вк вконтакте инстаграм* ютуб* яндекс* озон* айфон* ты тебя тебе тобой твой твоя твое твои
    он она они ему ей им его ее их него нее них

## Beside numbers these only say what the numbers are (readings), unless it is asked

numbered =
    показан* паказан* счетчик* щетчик* прибор* день дневн* ночь ночн* утро пик полупик* зона т1 т2 т3 т
    передаю передат* подаю отправл* посыл* сдаю пишу запиш* примите прими квт киловат* текущ* новые номер
asking =
    что чего сколько скока скоко скок сколька почему пачему зачем откуда когда какой какая какое какие
    какую кто где куда как

## Words that look like those below and are others

words-else = пеняй* погашени* песни песня песню фильма маникюр*
    электричк* применен* применя* долго долгий долгая долгое сумка сумки сумку сумочк* чисто чисел тогда
    пение пения пенка пенки пенку пень пенопласт* должность должности светлый светлая светлана светофор*
    счастье счастлив* плачет плач плат* карандаш* почка почки точка кассет* датчик* покат* показател*
    потребност* номинал* ночник* ценн* домик домой тарел* договорил* договарив* оператив* сетка
    историческ* подарок погода кодекс*

## Lists that the signs use

words-how-much = скока скоко скок сколко скольк* скоки сколь
words-why = почему пачему почиму причин* какого отчего откуда зачем пошто чего поч
words-when = когда кагда
words-what-day = число числа числу числах день дня дни дней дата даты дату срок сроки срока сроков
words-owe = должен должна должны должно задолжал* должник* торч* обязан
words-debt = непогашен* погашен* долг долга долгу долги долгов долгом долге долгах задолж* долж* недоимк* хвост хвосты
words-overdue = просроч* неуплат* неоплат* опозд* задержк*
words-overpaid = переплат* переплач*
words-sum = итогов* сумма суммы сумму сумме суммой сумм сумы денег деньги деньгам деньгах деньжищ* цифр* итог итого
words-pay =
    платить уплатить оплачивать проплатить внести вносить отдать оплачу заплачу погасить плачу платим
    закинуть рассчитаться оплатит* заплатит*
words-payment =
    оплата оплаты оплату оплате оплатой оплат платеж* плата плату платы плате взнос* перевод* проплат*
words-paid =
    заплатил* оплатил* платил* оплачивал* проплатил* уплатил* внес внесла внесли вносил* перевел*
    перечислил* погасил* заплачено оплачено отдал отдала закинул*
words-arrived = завис* потерял* потерян* дважды учли
    дошел дошла дошли дошло доход* прошел прошла прошло прошли пришла пришли пришло пришел поступ* зачис*
    видн* видите вижу виден отобра* учтен* учли учел засчит* получили получен* упал упали упало висит
words-many = обычного огромный стольк* столк* накрутил*
    много многа столько стока дорог* больш* вырос* раст* подорожал* увелич* подня* дофига дохрена фига
    нереальн* огромн* завыш* накрут* бешен* космич* удво* вдвое втрое резко вздут* выше сверх
words-explain =
    слож* показать покажите объясн* обьясн* поясн* разъясн* расшифр* распиш* расписать детализ* обосн*
    разберит* разобраться складыв* состо* подробн* непонятн* понима* входит
words-count = посчит* рассчит* расчит* расчет* счита* насчит* подсчит* высчит* обсчит* вычисл*
words-charged = начисл* начесл* доначисл* насчитал* наначисл* выставл* выставил*
words-recalculated = перерасч* пересч* корректир*
words-history = истори* архив* прошл* позапрошл* месяцам помесячн* каждый спис* выписк* раньше
words-months =
    месяц месяца месяце месяцев январ* феврал* март марта марте апрел* май мая мае июн* июл* август*
    сентябр* октябр* ноябр* декабр* осен* зим* весн* лето летом лета год года году прошл* позапрошл*
    каждый
words-accrued = обошел* обошла* капа* завис* растут накопил* насчитал*
    накапал* набежал* накопил* выш* выход* натика* настук* наросл* нагорел* набрал* получи* пришл*
    причита* выпал* светит
words-light = свет света свету светом электр* илектр* энерг* эл
words-how = как каким образом способ* где куда
words-means = способ*
    карт* сбп qr куар кюар ссыл* онлайн сайт* приложен* терминал* сбер* банк* реквизит* комисси* налич*
    касс*
words-tariff = тариф* таривф* расценк* прейскурант* тариха
words-price = цена цены цену цене ценник стоит стоить стоимост* почем расценк*
words-kwh = квт киловат* кв кввт квтч мвт
words-night = ночь ночи ночью ночн* дневн* пик* полупик* зона зоны зон зоне зонам
words-cheap = дешев* дешёв* подешев*
words-rise = подним* повыш* вырас* подор* измен*
words-meter = счетчик* щетчик* счечик* электросчетчик* прибор* пу ипу
words-check = паверк* повер* межповер* калибровк*
words-reading = показан* паказан* показат*
words-send =
    переда* пердат* подат* отправ* сдат* сдав* внес* ввест* занест* послат* слать запиш* запис* прими
    примите прием* принима* снят* снима* скин* скидыв* сообщ* исправ* подав*
words-last = последн* прошл* предыдущ* прежн* старые
words-number = номер номера номеру номерок серийн* заводск*
words-kind = тип типа модел* марк* характерист* данн* информац* инфо сведен* параметр* разряд* паспорт* вид
words-change = менять поменять замен* сменить обменять меняют
words-penalty = пени пеня пеней пеню пеням пенями пене пенька пеньки неустойк*
words-fine = штраф* процент*
words-phone = бухгалтер* телефон* тел номер номера номерок тилефон* звонить звоню звоните позвон* дозвон* набрать
words-staff =
    робот* оператор* аператор* специалист* менеджер* сотрудник* консультант* начальств* начальник*
    директор* руководств*
words-person = человек* живой живого живым живому люди людей людьми
words-dispatcher = диспетчер* диспечер* аварийн* электросет* сетев* сетей россет* сети
words-office =
    офис* контор* отделен* адрес* касса кассы кассу касс филиал* представительств* центр* участок участк*
    сбыт* энергосбыт* абонентск* компани*
words-open =
    работ* график* режим* расписан* часы часов приемн* прием приема открыв* открыт* закрыв* выходн*
    праздник* обед* суббот* воскресен*
words-mail = почта почты почту емейл имейл мейл email mail электронк*
words-talk =
    соедин* свяж* связат* поговор* пообщ* позов* переключи переключите перевед* вызов* пригласи* разговар*
    дайте нужен
words-complain = претенз* письм* жалоб* жалов* пожалов* претензи* обращен* обратит* заявлен* заявк*
words-contract =
    собственник* переоформ* оформ* рассроч* отсроч* реструкт* договор* владельц* хозяин* наследств*
    расторг* субсид* льгот*
words-access = доступ* видит видят подключен* подключил* пользуется пользуются чужие чужой посторон* привязан*
words-who = кто кого кому кем
words-relative =
    муж мужа мужу мужем жена жену жене женой сын сыну сына дочь дочери дочку дочке мама маме маму папа
    папе брат брата брату сестр* бабушк* внук* внуч* родствен* сосед* арендатор* квартирант*
words-add = добав* пригла* дать поделит* предостав* откры*
words-remove = убра* убер* удал* отвяз* отключ* отсоедин* исключ* откреп* выки* сотри* стер*
words-data = данные данных данными персональн* личн* сведен* информац* инфу хран*
words-export = выгруз* скача* копи* экспорт*
words-consent = согласи*
words-revoke = отзыв* отозв* отзов* забра* забир* аннулир* отмен* отказ*
words-account = счет счета счету счетам счетах счетов лицев* лс квартир* дач* дом дома гараж* адрес*
words-other = друг* втор* еще переключ* перейти сменить выбрать мамин* следующ*
words-all = все мои список всех сколько
words-name = назв* переимен* имя имени подпис* обознач* наимен*
words-join =
    зайти заходить подключ* привяз* добав* регистр* зарегистр* зарегестр* авториз* войти вход завести
    создат* завед* присоедин*
words-cabinet = кабинет* бот бота боте ботом чат чате приложен* профил* аккаунт*
words-messages =
    сообщени* смс смск* смсок уведомлен* рассылк* напоминан* спам* писать пишите пиши слать шлите присыла*
words-no-more =
    хват* прекрат* перестан* отпиш* отпис* отключ* убер* убра* не остан* замуч* надоел* достали больше
words-again = снова опять верн* включ* возобнов* обратно
words-settings = настро* параметр*
words-can = умеешь умеете можешь можете пользов* команд* работает спросить спрашив* делать
words-receipt = квитанц* квитк* платежк* жировк*
words-lost = потеря* выкинул* выброс* утеря* нет нету отсутств* пропал*
words-code = код кода коде кодом
words-spend = нажечь потребил* потребля*
    расход* потреб* потрат* сжиг* сжег сжёг нажег нажгл* нажёг израсход* намота* нагорел* жжем жгу тратим
    трачу накрути* ушло ест
words-foretell =
    прогноз* спрогноз* выйдет обойдется обойдётся получится набежит накапает натикает нагорит предстоит
    прикин* прикид*
words-pays = выгодн* выгод выгода выгоду выгадаю смысл экономн* сэконом* экономи* дешевле
words-zoned = двухтариф* трехтариф* однотариф* двухзон* трехзон* однозон* двухставоч* многотариф* дифференцир*
words-switch = перейти переход* перевест* перейд* ставить поставить установить менять поменять сменить
words-graph = график* диаграм* статист* динамик* схем*
words-paper = бумаж* электрон* скача* копи* дубл* пришл* прислать почт* получа* сбрось* скин* вышл*

## Intents: money

balance =
    все|всё @paid осталось|остал*
    все|всё @paid осталось|остал* @pay
    = что|сколько @pay
    = что|сколько @pay @months
    = @sum @months
    @sum @account скажи*|подскаж*
    висит @debt
    висит @debt @account
    закрыт|погашен @debt
    @overpaid|@debt есть
    есть|нет @debt
    есть @debt @sum
    = @how-much отдать
    во сколько @accrued @light
    во сколько @accrued @light @months
    = итог*
    = итог* @months
    @how-much наэлектричил*
    @sum @accrued @meter
    @how-much @owe
    @owe
    @debt
    @how-much @debt
    @sum @debt
    @debt @account
    @how-much @pay
    @how-much @payment
    @how-much @pay @light
    @how-much @sum
    @how-much @accrued
    @how-much @accrued @light
    @how-much @light
    @how-much с меня
    @how-much осталось|остал* @pay
    @how-much на счету|счете @sum
    = сумма|сумму|суммы
    @sum @payment
    @sum @pay
    @sum @accrued
    к @payment|@pay
    @overpaid
    @how-much @overpaid
    @overdue
    @overdue @payment
    @overdue @how-much
    баланс*
    остат* -@meter
    остат* счет|счета|счету|счетом|счетов
    состоян* счет|счета|счету|счетом|счетов
    по деньгам @light|@account
    что по деньгам @light|@account
    = по деньгам
    плюс|плюсе минус|минусе
    = минус|минусе|плюсе
    @sum @light
    @debt взаиморасчет*
    @sum @debt взаиморасчет*|состоян*
    равен|равна @debt|баланс*
    @sum @accrued|@owe
    @debt @payment
    @debt @light
    нет|нету @debt
    .kind = money
why =
    как @accrued @sum
    как @accrued @many|@sum
    как @accrued|@explain @sum|@many
    = не @explain @sum
    не @explain как|откуда @sum
    не @explain как|откуда @accrued @sum
    не @many @spend
    не мог|могла @many @spend
    не @spend @many
    с чего @many @spend
    с чего взяли @many @spend
    @why пришло|пришел|пришла @many
    @why @many пришло|пришел|пришла @receipt|счет
    @why мне пришло|пришел|пришла @receipt|счет @many
    с чего @sum
    в честь @sum
    чего @sum
    разберит*|разобраться @charged
    ничего себе @sum
    @sum откуда
    @why @many
    @why соседей|соседи|раньше
    @why @many соседей|соседи|обычно
    @why @pay @many
    @why @recalculated
    @why @count
    @why сверх @charged
    @count @explain
    = @count
    фига @many
    = за что вообще|столько
    @why @sum
    @why @many @sum
    @why @many @pay|@payment
    @why @many @charged
    @why @many @receipt|счет
    @why @many @accrued
    @why @debt
    @why @overdue
    @why @sum @receipt
    @why @many @sum @receipt
    @why @many @light
    @why @charged|@count
    @why @accrued
    @why столько|стока
    @why @sum @accrued
    @why @receipt @many
    @why изменил*|отличает*
    не @explain @many|@sum|@charged
    @explain @sum
    @explain @charged
    @explain @payment|@receipt
    @explain @why
    @explain @why @sum
    @explain @why @many @sum
    @explain @why @many
    @explain за что
    @explain @recalculated
    за что @many
    @why пришла|пришел|пришло @receipt|счет
    @why раза больше|дороже
    @why два|три раза больше|дороже
    как вы @charged
    как вы мне|нам @charged
    за что @many @sum
    за что @sum
    за что @charged|@count
    за что @pay
    за что рубл*|тысяч*
    зачто @many|@sum
    зачто @many @sum
    зачто @charged|@pay|@count
    за что @recalculated
    за что @debt
    с какого|чего @many|@sum
    = с какого|чего тысяч*|рубл*|месяц*
    с чего вдруг
    с какого|чего @many @sum
    с какого|чего тысяч*|рубл*
    что вы @charged|@count мне|нам
    что мне|нам @charged|@count
    @recalculated
    как @count
    как @count @sum|@payment
    из чего @explain
    из чего @explain @sum|@payment
    что @explain @sum|@payment|@receipt
    одн|сои|общедомов*
    что одн|сои|общедомов*
    не согласен|согласна @sum|@charged|@payment|@count|@receipt
    неправильн*|неверн*|ошиб* @charged|@count|@sum|@receipt
    @charged средн*|норматив*
    .kind = money
charges =
    @charged
    @charged @history
    @charged @months
    @how-much @charged
    @how-much @charged @months
    @charged @history @months
    @history @charged
    @how-much было|вышло|выходило|приходило|пришло @history
    @how-much было|вышло|выходило|приходило|пришло @months
    @how-much @pay @history -следующ*
    прошл*|предыдущ* месяц*
    что|какое|какие @charged @months
    что @charged за @months
    = прошл* месяц*
    какие месяц* @charged
    .kind = money
payments =
    @paid дважды
    @payment завис*|потерял*|дважды
    @arrived @sum до|вас
    вы не @arrived|учли @payment
    @payment @months
    @paid @months
    @when поступил* последн* @payment
    @paid @sum где
    что @paid @months
    @paid а @debt не
    @paid а @debt не @remove
    проверь*|провер* @payment
    проверь*|провер* @paid
    @paid
    @paid вчера|позавчера|неделю|давно|уже
    @paid @arrived
    @paid @debt
    @paid @sum
    @paid @sum @arrived
    уже @paid
    @when @paid
    @when последн* @payment
    @how-much @paid
    @how-much @paid @months
    @paid @means
    @paid @means не @arrived
    @payment @arrived
    @payment не @arrived
    @sum @arrived
    @sum ушли|списал*|сняли @means
    @sum ушли|списал*|сняли @payment не @arrived
    @receipt @paid
    @receipt @paid @debt
    @paid не учтен*
    @when @arrived @payment
    @sum @arrived @account
    @sum не @arrived
    @history @payment
    последн* @payment
    @payment @months
    платежи|плотежи|платижи
    @why не @arrived @payment
    @why не @arrived @sum
    где @sum|@payment
    .kind = money
pay =
    = чем|каким|как|какими @pay
    как перевест*|перевод*|перечислит* @sum
    как перевест*|перечислит* вам @sum
    как перевест*|перечислит* вам @sum @light
    как|где @means @pay
    @means @pay без @receipt
    @pay без @receipt
    = хочу @pay
    где касс* @pay
    = @pay
    = оплата
    = комисси*
    = сколько|берет*|взимает* комисси*
    = сколько|берет*|взимает* комисси* @payment
    @payment|карта|карту не проход*
    ссыл* не открыва*|работает
    = как|где|куда|можно @pay
    = внести|закинуть|положить деньги|деньжат
    внести|закинуть|положить|отдать @sum
    @pay @debt
    как|где|куда @pay @receipt
    как @payment
    @means @payment|@pay счет|счета|счету|счетом|счетов
    как|где|куда @pay @light
    @pay @light
    @pay счет|счета|счету|счетом|счетов
    @pay @means
    как|где|можно @pay @means
    = @pay через @phone
    @payment @means
    @payment @means @means
    реквизит*
    @means @pay @light
    где|как|способ* @payment
    куда @sum
    куда перев* @sum
    куда перев*|слать|кидать
    .kind = money
penalty =
    @penalty @accrued
    @penalty @accrued нет|или
    @penalty @accrued @what-day
    @penalty @fine
    @penalty @fine @what-day
    @how-much @penalty @fine @what-day
    @fine опозд* @payment|@pay
    @penalty
    @how-much @penalty
    @how-much @penalty @accrued
    @penalty @many
    @penalty сегодня|сейчас
    какой|какая @fine
    @fine @overdue @payment|@pay
    какой @fine @overdue @payment|@pay
    @penalty @overdue
    @penalty @pay
    @how-much @penalty @pay
    @penalty @charged
    @penalty @count
    @when @penalty
    @when @penalty @charged
    @why @penalty
    @why @penalty @charged
    за что @penalty
    @penalty @months
    @penalty @what-day
    @penalty @pay @what-day
    @fine @overdue
    @how-much @fine @overdue
    @fine капа*|начис*
    @fine @debt
    .kind = money

## Intents: everything else

tariffs =
    @cheap @night
    @cheap @tariff @when|час*|врем*
    @cheap @tariff час*|врем* начин*|действ*|включ*
    @night @tariff @when начин*|действ*|включ*
    @kwh @night
    действ* @tariff @night
    @tariff населен*
    @tariff @light населен*
    @tariff
    @tariff @light
    @tariff @night
    @tariff @night с|со|во|в|до которого|какого|скольки|сколько
    @tariff @night час*
    @tariff @how-much
    @tariff @what-day
    @tariff @rise
    @tariff @when
    @tariff @when @rise
    @tariff @price
    @tariff @cheap
    @tariff час*
    @tariff @count
    @how-much @price @kwh
    @how-much @price @light
    @how-much @price @night
    @how-much @kwh @price @light
    @price @kwh
    чем @kwh
    @tariff сел*|деревн*|город*|сельск*|городск*
    @tariff @kind
    @price @light
    @how-much @kwh -@spend
    @night @light
    @night @cheap
    @light @cheap
    @night @when|@how-much
    @night @when|@how-much начин*|действ*
    @night час*|врем*
    @when @cheap
    @when @light @cheap
    @when @light @rise
    @light @rise
    час*|время|времени @cheap
    час*|время|времени @night
    день|днем ночь|ночью
    диапазон*
    диапазон* @spend
    соцнорм*
    социальн* норм*
    двухтариф*|трехтариф*|однотариф*|двухзон*|трехзон*|двухставоч*|одноставоч*
    двухтариф*|трехтариф*|однотариф*|двухзон*|трехзон* @tariff|@meter|час*|время
    электроплит*
info =
    @when @pay
    @when @payment
    какой|какие срок* @pay|@payment
    срок* @pay|@payment последн*|крайн*
    @when @pay @light
    @when @pay|@payment @what-day
    = до|по|с|в какого|какое|какие @what-day
    в какие @what-day @reading|@send
    в какие @what-day @reading @send
    до скольки @what-day @reading|@pay|@payment
    до скольки @what-day @reading @send
    срок* @payment @receipt
    @what-day @payment
    @what-day @pay
    @what-day @pay последн*|крайн*
    до|по|с какого|какое|какие @what-day @pay
    до|по|с какого|какое|какие @what-day @payment
    до|по|с какого|какое|какие @pay
    до|по какого|какое @what-day @reading
    = до|по какого|какое @what-day @send
    до|по какого|какое @what-day @send @reading
    какого|какие @what-day @pay|@payment
    какого|какие @what-day @pay|@payment последн*|крайн*
    = какие дни @send
    какие дни @send @reading
    = с какого по какое
    с какого по какое @reading
    = с какого по какое @send
    с какого по какое @send @reading
    @when @reading
    @when @send @reading
    @when надо|нужно @send @reading
    = @when @send
    срок* @reading
    срок* @send @reading последн*|крайн*
    срок* @pay|@payment
    = срок* @send
    срок* @send @reading
    = крайн*|последн* @what-day
    крайн*|последн* срок*|день @pay|@payment
    = крайн*|последн* срок*|день @send
    крайн*|последн* срок*|день @reading
    крайн*|последн* срок*|день @send @reading
meters =
    @how-much лет|года @meter
    @check следующ*
    @check следующ* @what-day
    пора @change @meter
    @meter
    @meter @number
    @meter @kind
    @meter @check
    @meter @check @when
    @meter @check @what-day
    @meter @check @overdue
    @meter @overdue
    @check
    @check @when
    @check @what-day
    @check @number
    @check срок|дата
    где @meter срок @check
    истек*|кончил*|закончил*|прош* @check
    истек*|кончил*|закончил* срок @check
    интервал* @check
    @meter @change
    @meter @change @when
    @meter стоит|числится|установлен*|висит
    @meter @kind стоит|числится|установлен*
    @meter учет*
    @meter учет* @kind
    @meter учет* @number
    @meter учет* @kind стоит|числится|установлен*
    @meter учет* @check
    @last @reading
    @last @reading месяц*
    @last @reading @meter
    @last @reading @when
    какие @last @reading
    @reading записан*|числят*|числит*|стоят
    вас @reading записан*|числят*|числит*|стоят
    какие @reading записан*|числят*|стоят
    трансформац*
    коэф* трансформац*
contacts =
    = подскаж*|скаж*|какой|ваш адрес*
    по какому адресу
    = каким|какому адресу
    @office @open сегодня|завтра
    @phone бухгалт*
    = где|куда подать @complain
    = куда написать|послать @complain
    как вас най*
    как|где вас най* город*
    = @phone
    @phone ваш|вашего|вас
    @phone @office
    @phone @dispatcher
    @phone @dispatcher @light
    @phone @dispatcher сетей|сети|электросет*
    @phone горяч* лини*
    горяч* лини*
    @phone @staff
    @phone @meter
    @number @dispatcher
    @dispatcher
    @phone какой|какому|куда
    = @office
    @office ваш|вашего|ваша|вас
    @office @open
    @office где|ближайш*
    где @office ближайш*
    @office есть
    @office наход*
    где наход*
    где вас наход*|най*
    как вас най*|проех*|добрат*|дойти
    как до вас @phone|дозвон*|добрат*
    как к вам проех*|добрат*|прийти
    как проех*|добрат* @office
    куда @phone
    куда обратит*
    куда обратит* @meter
    куда обратит* @change @meter
    куда прийти|подойти|идти|ехать @office
    когда можно прийти|подойти|приехать
    куда прийти|подойти|приехать
    вы @open
    = @open дням|дни|день
    какие|каким @open дням|дни|день
    где поговор*|пообщ*
    куда @phone нет @staff
    куда подойти|прийти паспорт*
    @open праздник*|суббот*|воскресен*|выходн*
    график|режим|часы|время|расписание @open
    график|режим|часы|время|расписание @office
    график|режим|часы|время|расписание @open @office
    график|режим|часы|время суббот*|воскресен*|праздник*
    график|режим|часы @open суббот*|воскресен*|праздник*
    до скольки|которого|какого @open
    со|с скольки|которого @open
    во сколько @open
    = @mail ваша|ваш|вашу|ваши
    = почта|емейл|email
    @mail электр*
    адрес* электронн*|электронк*
    @mail ваша|ваш|вашу
    @mail электр* ваша|ваш
    контакт*
    контакт* @office
    колл|кол|контактн* центр*
human =
    @complain @charged
    @complain @charged @explain
    напис*|подат*|подать|остав* @complain @charged|@sum
    @staff договор*
    @staff
    @talk @staff
    @talk @staff @person
    @talk @person
    = @person нужен|нужны|есть|дайте
    живой|живого|живым|живому @person|@staff
    живой|живого|живым|живому @person|@staff @talk
    @complain
    @complain напис*|подат*|остав*
    @complain @office|@account|@light
    напис*|подат*|подать @complain
    = куда @complain
    = как связат* вами
    верн*|возврат* @sum|@payment
    верн*|возврат* @sum @payment|@paid
    умер* собственник*|владелец*|хозяин*|муж|жена|мать|отец|бабушк*
    умер* собственник*|владелец*|хозяин* договор*
    @contract рассроч*|отсроч*|реструкт*
    рассроч*|отсроч*|реструкт*
    @contract @account
    @contract собственник*|владельц*|хозяин*
    переоформ*
    переоформ* @account|договор*
    переоформ* @account|договор* собственник*|владельц*|хозяин*
    смен*|помен*|новый|нового собственник*|владельц*|хозяин*
    смен*|помен* собственник*|владельц*|хозяин* @account
    заключ*|расторг* договор*
    субсид*|льгот*
    рассроч* @contract @debt
people =
    = @who @access
    покаж*|покажите @who @access
    имеет|есть @access @who
    @who @access @account
    @who еще @access @account
    @who еще @cabinet|@account
    @who видит|смотрит|пользу* @account|@cabinet
    @who еще пользу* @cabinet
    @who @join @account
    @who еще @join @account
    @access @account
    посторон*|чуж* @access
    посторон*|чуж* @access @account
    посторон* @account
invite =
    = @add @access
    @add @access @relative
    @add @access @account
    @add @access @relative @account
    @access @relative
    @add @relative @account|@cabinet
    = @add @relative
    = пригла* @relative
    @relative видел*|видит|видеть @account
    подел* доступ*
    подел* доступ* @relative
remove-person =
    @remove @relative @account|@cabinet
    = @remove @relative
    @remove чуж*|посторон*
    @remove чуж*|посторон* @account|@cabinet
    @remove доступ*
    @remove доступ* @relative
my-data =
    мои|моих|моя|мою|своих|мне|меня @data
    @data персональн*|личн*
    @data обо|о|про мне|меня
    @data обо|о|про мне|меня хран*|собира*|есть|зна*
    что обо|о|про мне|меня зна*|хран*
    @data хран*
    какие @data хран*|собира*
data-file =
    @export @data
    @export мои|своих|моих @data
    @export @data персональн*|личн*
    получ*|прислать @export @data
    файл* @data
erase =
    @remove @data
    @remove @data персональн*|личн*
    @remove @data обо|о|про мне|меня
    @remove мои|моих|свои|все @data
    @remove мои|моих|свои|все @data персональн*|личн*
    забудьте|забыть меня
consents =
    = @consent
    какие @consent
    какие @consent дал|давал|дала|подписал*
    на что @consent дал|давал|дала|подписал*
    = дал|давал|дала|подписал* @consent
    мои|мое @consent
pause =
    = пауз*
    пауз* @messages
    приостанов*|времен* @messages
    приостанов* @messages времен*|месяц*|недел*
leave =
    @remove @cabinet
    выйти|уйти|удалиться @cabinet
    @remove @cabinet личн*
    @remove мой|свой @cabinet
withdraw =
    @revoke @consent
    @revoke мое|свое @consent
    @revoke @consent обработ*
    @revoke @consent обработ* @data
    @revoke @consent обработ* @data персональн*
    не соглас* обработ*
    не соглас* обработ* @data
accounts =
    мои|все счета|лицевые|квартиры|адреса
    все мои счета
    список счетов|лицев*
    @other @account
    @other @account показ*|посмотр*
    @other @account лицев*
    какие счета
    какие|какой лицев*
    какие|какой лицев* подключен*|привязан*|есть
    переключ*|покаж*|покажи @account
    = покаж*|покажи дач*|гараж*|дом
    какие счета привязан*|подключ*|есть|мои|меня
    переключ*|сменить @account лицев*
    сменить|переключ*|выбрать|перейти @account
    сменить|переключ*|выбрать|перейти @other @account
    две|два|три|нескольк* квартир*|счета|дома|дачи|адрес*
    две|два|три|нескольк* @account переключ*|сменить|выбрать
    @number лицев*
    @number лицев* счет|счета|счету|счетом|счетов
    какой мой @number лицев*
    по|посмотр*|показ* даче|дачу|гараж*
    лицев* счет|счета|счету|счетом|счетов
    номер* моего|моей лицев*
label =
    @name @account
    @name @account дач*|дом*|квартир*|мамин*|гараж*
    @name @account @other
    переимен*
    @change|изменит*|помен*|измен* @name
    @change|изменит*|помен*|измен* @name @account
    дать|присвоить @name @account
link =
    @join @account
    @join @account лицев*
    @join @account @relative
    @join лицев*
    @join @other @account
    @join @other @account лицев*
    @join @cabinet
    @join @cabinet личн*
    @join личн*|личный
    как @join @cabinet
    регистр*|регистриров*|зарегестр*|зарегистр*|зарегистриров*|зарегестриров*|авториз*|авторизов*
    где|как зарегистриров*|зарегестриров*
    как регистр*|зарегистр*|авториз*
    регистр*|зарегистр*|авториз* @cabinet
    хочу подключиться|подключится
    = как|где войти|зайти
    не могу войти|зайти @cabinet
    войти|зайти|вход @cabinet личн*
    личн* кабинет*
unlink =
    отвяж*
    отвяж* @account
    убер* счет|квартиру|лицевой
    убер* счет|квартиру|лицевой отсюда
    @remove @account
    @remove @account лицев*
    @remove @account @cabinet
    @remove @account лицев* @cabinet
    отвяз*
    отвяз* @account
    продал* @account @remove
    продал* @account @remove счет|счета|счету|счетом|счетов
stop =
    = не пиши|пишите|писать
    = не пиши|пишите|писать больше
    = не надо писать|слать|присыл*
    = больше не надо писать|слать|присыл*
    = хватит|перестан*|прекрат* присыл*|слать
    не присыл* больше|ничего
    не присыл* больше ничего
    не присыл* @messages
    не шли|шлите|слать @messages
    хватит|перестан*|прекрат* писать|слать|спам*|присыл*
    хватит|перестан*|прекрат* писать|слать|присыл* @messages
    отключ*|убра*|убер*|отмен*|отпис*|отпиш* рассылк*|уведомлен*|смс*|сообщен*|напоминан*
    отпис*|отпиш*
    замуч*|надоел*|достал* рассылк*|уведомлен*|смс*|сообщен*|напоминан*|спам*
resume =
    включ*|верн*|возобнов* рассылк*|уведомлен*|смс*|сообщен*|напоминан*
    присылайте|присылать|шлите снова|опять|обратно|заново рассылк*|уведомлен*|смс*|сообщен*|напоминан*
    снова|опять|обратно|заново получать|присыл*|слать
    снова|опять|обратно|заново получать|присыл*|слать|включ* рассылк*|уведомлен*|смс*|сообщен*|напоминан*
settings =
    настройк*
    настройк* @cabinet
    настройк* уведомлен*
    где настройк*
    помен*|измен*|изменить настройк*
    помен*|измен* настройк* @cabinet
    изменить|поменять параметр*
help =
    что умеешь|умеете|можешь|можете
    что ты|вы умеешь|умеете|можешь|можете
    какие вопрос* задать|можно|задавать
    как тут|здесь узнать|спросить
    что можно спросить|делать|сделать|узнать
    что тут|здесь можно
    что тут|здесь можно делать|сделать|узнать|спросить
    как|чем пользов*
    как этим|вами|ботом пользов*
    какие|список команд*
    какие есть команд*
    команд*
    что писать|написать|спросить
    что писать|написать|нажимать|нажать
    не знаю|понимаю|понятно что писать|делать|нажимать
    не понимаю|понятно как тут|здесь|этим работ*|пользов*|делать
    как работает бот|кабинет*
    как тут|здесь|это работает
    инструкц*
no-receipt =
    @code если @receipt нет
    где @code если @receipt нет
    @lost @receipt
    у меня нет @receipt
    @lost @receipt что делать
    @receipt не|нет под рукой
    @receipt не|нет @lost
    где|откуда взять квитанц*
    не принос*|принес* @receipt @code
    не найти|могу @code @receipt
    @code @receipt
    где @code @receipt
    где|откуда взять @code
    где взять @code @receipt
    какой @code @receipt
    где наход* @code @receipt
readings =
    куда сообщ* @reading
    сообщ* @reading
    сообщ* @reading @meter
    как правильно @send @reading
    приним*|прием @reading
    @reading
    @send @reading
    @send @reading @meter
    @send @reading @light
    @send @reading @months
    @send @meter
    @send данн* @meter
    как|куда|где @send @reading
    как|куда|где @send @reading @meter
    можно @send @reading
    @reading @meter
    забыл* @send @reading
    @reading ошиб*|неправильн*|перепут*
    исправ* @reading ошиб*
chart =
    = @graph
    @graph @spend
    @graph @spend @light
    @spend
    @spend @light
    @spend @kwh
    @spend @months
    @spend @history
    @spend @light @months
    @how-much @spend
    @how-much @spend @months
    @how-much @kwh @spend
    @how-much @kwh @spend @months
    @how-much @kwh @months
    @how-much @light ушл*
    @how-much @light ушл* @months
forecast =
    = прогноз*
    прогноз* @light|@spend|@sum|@charged|@payment|@receipt|счет|счета|счету
    прогноз* @months
    прогноз* @months @light|@spend|@sum|@charged|@payment
    @how-much @foretell
    @how-much @foretell @months
    @how-much @foretell @light
    @how-much @foretell @light @months
    @how-much @foretell @pay
    @how-much @foretell @pay @months
    @how-much будет @months
    @how-much будет @light @months
    @how-much будет @payment|@receipt следующ*|конц*|@months
    @how-much @pay следующ* месяц*
    @foretell @months @light|@receipt|@sum
    какой|какая|какую счет|квитанц*|сумм* @foretell|ожида* @months
    .kind = money
zones =
    @pays @zoned
    @pays @zoned @meter|@tariff
    @pays @zoned @switch
    @pays @zoned @switch @meter|@tariff
    @pays @night день|дневн*
    @pays @night день|дневн* @tariff|@meter
    @pays @night @switch
    @switch @zoned
    @switch @zoned @meter|@tariff
    стоит|надо|нужно|нужен @zoned @meter|@tariff
    стоит|надо|нужно @zoned @switch
    стоит|надо|нужно @zoned @switch @meter|@tariff
    @pays @night @tariff|@meter @switch
bill =
    @receipt @paper|скиньте|вышлите @mail
    @receipt @paper|вышлите @mail электронн*
    пришлите|вышлите|скиньте|присыла* счет на @mail
    пришлите|вышлите|скиньте|присыла* @receipt @mail
    где @receipt @months
    посмотр* @receipt
    посмотр* @receipt @months
    @receipt
    @receipt @months
    @receipt @paper
    @receipt электронн*
    @receipt @paper @mail
    @receipt @mail
    @receipt где|когда
    @receipt получ*
    @receipt получ* @mail
    @receipt получ* @mail электр*
    @receipt не @arrived
    где мой|моя|моя @receipt
    нужна|нужен @receipt
    счет фактур*
    фактур*
    скача*|пришлит* счет
    нужен|нужна счет|квитанц* @payment
    получа* счета @mail
    где|откуда взять платежк*
    не принесли|приносят|пришла|принес* @receipt
    @revoke @receipt
    @revoke @receipt бумаж*
    дубл* @receipt
    продубл* @receipt
    акт* сверк*
