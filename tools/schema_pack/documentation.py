"""The documentation's sentences: compressed, each resource type by itself with a common dictionary."""

import struct
import zlib
from collections import Counter

MOST = 32768    # bytes of a dictionary that deflate can look back to


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
    """The block of all, the size of the dictionary at its begin, and each one's offset in it."""
    all_sentences = [sentences(record) for record in records]
    dictionary = _dictionary(all_sentences)
    block, places = bytearray(dictionary), []
    for each in all_sentences:
        text = "\0".join(each).encode()
        packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL,
                                  zlib.Z_DEFAULT_STRATEGY, dictionary)
        packed = packer.compress(text) + packer.flush()
        places.append(len(block))
        block += struct.pack("<II", len(text), len(packed)) + packed
    return bytes(block), len(dictionary), places


def _dictionary(all_sentences):
    """What is said most often, the most frequent last, where it is cheapest to point at."""
    counts = Counter(sentence for each in all_sentences for sentence in each)
    often = [sentence for sentence, count in counts.items() if count > 4 and len(sentence) > 8]
    often.sort(key=lambda sentence: (counts[sentence] * len(sentence), sentence))
    return "\0".join(often).encode()[-MOST:]
