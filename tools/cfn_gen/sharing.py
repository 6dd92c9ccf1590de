"""Finds nested types that several resources of a service declare alike, so that one is enough."""


def share(resources):
    """Sets `shared` of each struct that an earlier resource has alike to that resource's namespace."""
    structs = {(resource.namespace, struct.name): struct
               for resource in resources for struct in resource.structs}
    shapes = {key: (struct.name, _shape(struct)) for key, struct in structs.items()}
    # Alike means: of one shape, and all that they refer to is alike; refined until nothing changes.
    classes = _numbered(shapes)
    while True:
        refined = _numbered({
            key: (classes[key], *(classes.get((key[0], member.type[1])) for member in struct.members))
            for key, struct in structs.items()})
        if len(set(refined.values())) == len(set(classes.values())):
            break
        classes = refined
    first = {}
    for (namespace, _), struct in structs.items():
        owner = first.setdefault(classes[namespace, struct.name], namespace)
        struct.shared = owner if owner != namespace else None


def _shape(struct):
    return tuple((member.name, member.text, member.type, member.required,
                  tuple(member.enum.texts) if member.enum else None) for member in struct.members)


def _numbered(keys):
    numbers = {}
    return {key: numbers.setdefault(value, len(numbers)) for key, value in keys.items()}
