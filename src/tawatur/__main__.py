"""`python -m tawatur`."""

from .cli import main

if __name__ == "__main__":
    main()
