"""What the emulator tells the tests: one line each on stdout, said once."""

_said = set()


def say(topic, text):
    """Prints `topic: text` unless that was said before."""
    line = f"{topic}: {text}"
    if line not in _said:
        _said.add(line)
        print(line, flush=True)
