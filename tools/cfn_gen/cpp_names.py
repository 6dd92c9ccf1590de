"""The names and types of all typed resources as one table, by which `import` writes C++.

Lines of fields with tabs between them, a resource type after the other:

    T  type  header  namespace  class  namespace of its nested types  type of ref()
    A  attribute  function  type
    S  struct                     the props first, then the nested types
    P  property  member  type  R where it is required
    E  text  enumerator …         of the property above

A type is a letter for the container (Value, List, Map), one for the element, and the element's name where
the letter does not say it.
"""

import struct
import zlib

from naming import RESERVED, WORDS

ELEMENTS = {"std::string": "s", "bool": "b", "std::int64_t": "i", "double": "d", "Json": "j", "Tag": "t"}


def cpp_names(services):
    """The table, compressed, behind its size."""
    lines = ["\t".join(["R", *sorted(RESERVED)]),
             "\t".join(["W", *(text for pair in WORDS for text in pair)])]
    for service in services:
        for resource in service.resources:
            lines.extend(_resource(service, resource))
    text = "".join(line + "\n" for line in lines).encode()
    return struct.pack("<I", len(text)) + zlib.compress(text, 9)


def _resource(service, resource):
    yield "\t".join(["T", resource.type, service.file, service.namespace, resource.name,
                     resource.namespace, _type(resource.ref_type, None)])
    for attribute in resource.attributes:
        yield "\t".join(["A", attribute.text, attribute.name, _type(attribute.type, None)])
    for made in [resource.props, *resource.structs]:
        yield f"S\t{made.name}"
        for member in made.members:
            yield "\t".join(["P", member.text, member.name, _type(member.type, member.enum),
                             "R" if member.required else ""])
            if member.enum:
                pairs = zip(member.enum.texts, member.enum.names)
                yield "\t".join(["E", *(part for pair in pairs for part in pair)])


def _type(container_and_element, enum):
    container, element = container_and_element
    if enum and element == enum.name:
        return f"{container[0]}e{element}"
    if element in ELEMENTS:
        return container[0] + ELEMENTS[element]
    if element.startswith(("cfn::", "AnyOf<")):
        return f"{container[0]}k{element}"
    return f"{container[0]}o{element.rsplit('::', 1)[-1]}"
