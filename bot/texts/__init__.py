"""Every sentence of the product, by key, for rich and for short channels."""
