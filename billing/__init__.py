"""Exchange with the supplier's billing: reading its files today, mapping profiles and export later."""
