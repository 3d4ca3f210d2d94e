### The consumption in a picture: what stands under it says the same in words.

chart-no-picture = Картинка сейчас не получилась, попробуйте чуть позже. Числа выше верны.
