"""DBF tables of dBase, FoxBASE, FoxPro and Visual FoxPro as text: exact and streamed (ADR 0050)."""
