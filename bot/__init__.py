"""The application: edges, conversations and the composition root."""
