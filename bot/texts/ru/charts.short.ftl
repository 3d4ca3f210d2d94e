### The consumption of a year in one SMS: no pictures here, the line says it.

chart-no-picture = {""}
