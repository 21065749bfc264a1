"""How the heads in `tawatur/resources/heads` are made; not part of the wheel."""
