### Texts of the dialogs, short form: one section (##) for a dialog, keys <dialog>-<what>.
