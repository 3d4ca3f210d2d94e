"""Payments of a running bot: who asks the shop, what is told of its answers, what the web server takes."""
