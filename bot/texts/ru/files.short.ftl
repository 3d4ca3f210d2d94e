### Files that people send, short form. A phone sends none; the words stand for channels to come.

files-too-big-photo = Фото больше { $count } МБ, не принято. Пришлите меньшее
files-too-big-table = Файл больше { $count } МБ, не принят. Пришлите частями
files-too-many = За сутки уже { $count } файлов. Показание можно прислать числом
files-empty-photo = Фото пустое. Пришлите снимок еще раз
files-empty-table = Файл пустой. Проверьте и пришлите еще раз
files-not-picture = Это не фото. Подойдет JPEG, PNG, WebP, HEIC или число
files-not-table = Файл не читаем. Подойдет XLSX, CSV или строки текстом
files-huge-photo = Снимок слишком большой. Пришлите обычное фото с телефона
files-huge-table = Таблица слишком большая. Оставьте только показания
files-broken-photo = Фото пришло не целиком. Пришлите его еще раз
files-broken-table = Файл пришел не целиком. Пришлите его еще раз
files-off-photo = Фото не принимаем. Пришлите показание числом
files-off-table = Файлы не принимаем. Пришлите показания текстом
files-gone = Файл уже недоступен. Пришлите его еще раз
files-no-room = Файл не принят: негде хранить. Пришлите позже, число сейчас
files-away = Файл получить не вышло. Пришлите его еще раз
files-only-photos = Этот файл не открываем. Пришлите показание числом
photo-kept = Фото сохранено с показанием N { $receipt }
photo-kept-loose = Фото получено. Число с него не берем, пришлите цифрами
photo-kept-guest = Фото получено, но счет не подключен. Справка: ?
photo-ask = Нужно фото счетчика к показанию N { $receipt }. Можно без него: НЕТ
photo-ask-again = Пришлите другое фото или ответьте БЕЗ ФОТО
photo-hint = Ждем фото счетчика. Нет его? Ответьте БЕЗ ФОТО
photo-none = Хорошо, без фото. Показание сохранено
photo-no-reading = Показания к фото больше нет. Пришлите новое число
button-photo-skip = Без фото
