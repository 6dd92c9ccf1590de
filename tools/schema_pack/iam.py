"""The actions of IAM's services: names in order, each only by how it differs from the one before."""

import struct

BLOCK = 16      # names
LONGEST = 128   # bytes of an action's name


def write(target, services):
    """The offset of the services' slots, their mask, and the offset of the services."""
    records = b"".join(_service(target, name, sorted(actions)) for name, actions in sorted(services.items()))
    slots, mask = target.slots(sorted(services))
    return slots, mask, target.add(records), len(services)


def _service(target, name, actions):
    if not actions:
        raise ValueError(f"the service {name} has no actions")
    packed, begins = _packed(actions)
    return struct.pack("<4I", target.text(name), len(actions), target.add(packed, 1),
                       target.add(struct.pack(f"<{len(begins)}H", *begins), 2))


def _packed(actions):
    """For each name how many bytes it shares with the one before, and its rest, of which the last
    byte has its high bit set; and where the blocks begin, of which the first name shares nothing."""
    packed, begins, before = bytearray(), [], b""
    for index, action in enumerate(actions):
        name = action.encode("ascii")
        if not 0 < len(name) <= LONGEST:
            raise ValueError(f"the action {action} has an unusual length")
        shared = 0
        if index % BLOCK == 0:
            begins.append(len(packed))
        else:
            while shared < min(len(name), len(before)) and name[shared] == before[shared]:
                shared += 1
        rest = bytearray(name[shared:])
        rest[-1] |= 0x80
        packed += bytes([shared]) + rest
        before = name
    return bytes(packed), begins
