"""The actions of IAM's services: names in order, each only by how it differs from the one before,
and that in symbols of a byte that stand for what the names have in common."""

import struct
from collections import Counter

from image import packed

BLOCK = 16      # names
LONGEST = 128   # bytes of an action's name
SYMBOLS = 128   # what is left of a byte beside the mark of a name's end
LONGEST_SYMBOL = 15
SEPARATOR = chr(SYMBOLS)
EACH_ROUND = 8  # pairs that become symbols of their own from one count


def write(target, services):
    """The offset of the services' slots, their mask, the offset of the services, their number,
    and the offset of the symbols."""
    services = {name: _shortened(name, sorted(actions)) for name, actions in sorted(services.items())}
    rests = [rest for actions in services.values() for _, rest in actions]
    symbols, coded = _coded(rests)
    coded = iter(coded)
    records = b"".join(_service(target, name, [(shared, next(coded)) for shared, _ in actions])
                       for name, actions in services.items())
    slots, mask = target.slots(list(services))
    return slots, mask, target.add(records), len(services), target.add(b"".join(
        struct.pack(f"{LONGEST_SYMBOL}sB", symbol.encode(), len(symbol)) for symbol in symbols))


def _shortened(service, actions):
    """How many bytes each name shares with the one before, and its rest; the first name of a block
    shares nothing."""
    if not actions:
        raise ValueError(f"the service {service} has no actions")
    shortened, before = [], ""
    for index, name in enumerate(actions):
        if not 0 < len(name) <= LONGEST or not name.isascii():
            raise ValueError(f"the action {name} has an unusual name")
        shared = 0
        while index % BLOCK and shared < min(len(name), len(before)) and name[shared] == before[shared]:
            shared += 1
        shortened.append((shared, name[shared:]))
        before = name
    return shortened


def _coded(rests):
    """The symbols' texts, and each rest as a text of symbols: first of its characters alone, then
    with the most frequent pairs as symbols of their own."""
    texts = sorted(set("".join(rests)))
    text = SEPARATOR.join(rests).translate({ord(char): index for index, char in enumerate(texts)})
    while len(texts) < SYMBOLS:
        taken = set()
        for (left, right), count in Counter(zip(text, text[1:])).most_common(SYMBOLS):
            if len(texts) == SYMBOLS or len(taken) >= 2 * EACH_ROUND:
                break
            if SEPARATOR in (left, right) or taken & {left, right}:
                continue
            joined = texts[ord(left)] + texts[ord(right)]
            if len(joined) > LONGEST_SYMBOL:
                continue
            taken |= {left, right}
            text = text.replace(left + right, chr(len(texts)))
            texts.append(joined)
        if not taken:
            break
    return texts, text.split(SEPARATOR)


def _service(target, name, actions):
    packed_actions, begins = bytearray(), []
    for index, (shared, symbols) in enumerate(actions):
        if index % BLOCK == 0:
            begins.append(len(packed_actions))
        rest = bytearray(symbols.encode())
        rest[-1] |= 0x80
        packed_actions += bytes([shared]) + rest
    blocks = target.add(struct.pack(f"<{len(begins)}H", *begins))
    return packed([target.text(name), target.add(packed_actions), blocks]) + struct.pack(
        "<H", len(actions))
