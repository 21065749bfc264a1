"""Other models that a user chooses; nothing here is used, imported or downloaded by default."""
