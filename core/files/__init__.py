"""Files that people send: what is believed of them, how they are recognised, where they are kept."""
