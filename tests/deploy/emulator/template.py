"""What a template's text says about itself: references, and the order that they ask for."""

import re

_VARIABLE = re.compile(r"\$\{([^!}][^}]*)\}")


def substitute(text, resolve):
    """The text of an Fn::Sub with each `${name}` replaced by what `resolve(name)` gives."""
    text = _VARIABLE.sub(lambda match: str(resolve(match.group(1).strip())), text)
    return text.replace("${!", "${")


def references(value):
    """The logical ids (and other names) that a part of a template refers to."""
    found = set()
    if isinstance(value, list):
        for item in value:
            found |= references(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "Ref" and isinstance(item, str):
                found.add(item)
            elif key == "Fn::GetAtt":
                found.add(item[0] if isinstance(item, list) else item.split(".")[0])
            elif key == "Fn::Sub":
                text, names = item if isinstance(item, list) else (item, {})
                found |= {name.split(".")[0] for name in _VARIABLE.findall(text)} - set(names)
                found |= references(names)
            else:
                found |= references(item)
    return found


def in_order(resources):
    """The logical ids, what a resource needs before the resource, else as the template has them."""
    ordered = {}
    visiting = set()

    def visit(name):
        if name in ordered or name in visiting or name not in resources:
            return
        visiting.add(name)
        body = resources[name]
        explicit = body.get("DependsOn", [])
        needed = {explicit} if isinstance(explicit, str) else set(explicit)
        needed |= references(body.get("Properties", {}))
        for other in sorted(needed):
            visit(other)
        ordered[name] = True

    for name in resources:
        visit(name)
    return list(ordered)
