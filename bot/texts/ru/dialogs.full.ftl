### Texts of the dialogs, full form: one section (##) for a dialog, keys <dialog>-<what>.
