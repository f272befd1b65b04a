"""Asks for confirmation in the terminal before data is lost."""


def agreed(warning: str) -> bool:
    try:
        return input(f"{warning} Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False
