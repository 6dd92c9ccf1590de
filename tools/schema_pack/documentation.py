"""The documentation's sentences: compressed, some resource types together, with a common dictionary."""

import zlib
from collections import Counter

from image import packed

MOST = 32768    # bytes of a dictionary that deflate can look back to
GROUP = 32768   # bytes that are unpacked together, at least
END = b"\1"     # behind a type's sentences


def sentences(record):
    """The sentences of a resource type, in the order that src/schema/documentation.cpp reads them."""
    found = [record["doc"]]
    found += [prop.get("doc", "") for _, prop in sorted(record["properties"].items())]
    found += [attribute.get("doc", "") for _, attribute in sorted(record["attributes"].items())]
    for _, nested in sorted(record["definitions"].items()):
        found.append(nested["doc"])
        found += [prop.get("doc", "") for _, prop in sorted(nested["properties"].items())]
    return found


def pack(records):
    """The block of all, the sizes of the dictionary at its begin, unpacked and packed, and each
    type's place: where its group is in the block and where it begins in the unpacked group."""
    groups = list(_groups([sentences(record) for record in records]))
    dictionary = _dictionary(groups)
    packed_dictionary = _compressed(dictionary)
    block, places = bytearray(packed_dictionary), []
    for group in groups:
        text = bytearray()
        for each in group:
            places.append((len(block), len(text)))
            text += "\0".join(each).encode() + END
        data = _compressed(text, zdict=dictionary)
        block += packed([len(text), len(data)]) + data
    return bytes(block), len(dictionary), len(packed_dictionary), places


def _compressed(text, **options):
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, **options)
    return packer.compress(text) + packer.flush()


def _groups(all_sentences):
    """Neighbours, mostly of one service, since these say much alike."""
    group, size = [], 0
    for each in all_sentences:
        group.append(each)
        size += sum(len(sentence) + 1 for sentence in each)
        if size >= GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


def _dictionary(groups):
    """What is said in several groups, what fills most of them last, where it is cheapest to point
    at."""
    counts = Counter(sentence for group in groups
                     for sentence in {sentence for each in group for sentence in each})
    often = [sentence for sentence, count in counts.items() if count > 1 and len(sentence) > 8]
    often.sort(key=lambda sentence: (counts[sentence] * len(sentence), sentence))
    return "\0".join(often).encode()[-MOST:]
