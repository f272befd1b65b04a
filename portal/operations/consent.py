"""Asking at the keyboard before something is lost."""


def agreed(warning: str) -> bool:
    try:
        return input(f"{warning} Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False
