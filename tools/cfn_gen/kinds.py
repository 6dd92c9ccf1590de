"""Kinds of identifiers: which C++ tag stands for a resource type's attribute."""

from naming import snake_case

SUFFIXES = ("Arn", "Id", "Name")

# Names that do not mention the resource whose identifier they take, and yet take nothing else.
UNSAID = frozenset({"DeliverLogsPermissionArn", "ParentId", "PermissionsBoundary", "SnsCallerArn",
                    "VPCZoneIdentifier"})


class Kinds:
    """The tags of all services. A tag is a pair of a service's namespace and a name."""

    MOST = 6  # a property that takes more kinds than this is plain text

    def __init__(self, resources, namespaces):
        self.resources = resources
        self.namespaces = namespaces
        self.used = {tag for owner, resource in resources.items()
                     for name, prop in all_properties(resource)
                     for tag in self.taken(owner, name, prop)}

    def taken(self, owner, name, prop):
        """The tags that a property takes, in order, without its own resource's name for itself."""
        own = name in self.resources[owner].get("primaryIdentifier", ()) or name in _own_names(owner)
        relations = [(target, attribute) for target, attribute in prop.get("relations", ())
                     if target in self.resources and not (own and target == owner)]
        # `Target`, `Uri` or `SourceArn` take more than the specification names: they stay plain text.
        if name not in UNSAID and not any(_mentions(name, *relation) for relation in relations):
            return []
        tags = {self.tag(*relation) for relation in relations}
        if None in tags:
            return []
        return sorted(tags) if len(tags) <= self.MOST else []

    def given(self, owner, name):
        """The tag of what Ref (`name` None) or an attribute gives, or None where nothing takes it."""
        name = name or self.ref_attribute(owner)
        tag = self.tag(owner, name) if name else None
        return tag if tag in self.used else None

    def ref_attribute(self, owner):
        """The attribute that Ref returns, or None where it returns several."""
        resource = self.resources[owner]
        names = resource.get("ref", resource.get("primaryIdentifier", ()))
        return names[0].split("/")[-1] if len(names) == 1 else None

    def tag(self, owner, attribute, depth=0):
        """The tag of an attribute or property of a resource type; None for what is not an identifier."""
        resource = self.resources[owner]
        ref = self.ref_attribute(owner)
        known = attribute in resource["attributes"] or attribute in resource["properties"]
        if not known and attribute == "Id" and ref:
            return self.tag(owner, ref, depth + 1) if depth < 2 else None
        alias = self._other_resource(owner, attribute) if depth < 2 else None
        if alias:
            return self.tag(*alias, depth + 1)
        kind = _kind(resource["class"], attribute, known, attribute == ref)
        return (self.namespaces[owner], resource["class"] + kind) if kind else None

    def _other_resource(self, owner, attribute):
        """The one other resource's identifier that an attribute is, e.g. VPC's DefaultSecurityGroup."""
        record = self.resources[owner]["attributes"].get(attribute, {})
        others = [relation for relation in record.get("relations", ())
                  if relation[0] != owner and relation[0] in self.resources]
        return others[0] if len({target for target, _ in others}) == 1 else None


def _kind(name, attribute, known, is_ref):
    for suffix in SUFFIXES:
        # A table's StreamArn is no TableArn, but a security group's GroupId is its id.
        if attribute.endswith(suffix) and (is_ref or not known
                                           or name.lower().endswith(attribute[:-len(suffix)].lower())):
            return suffix
    if not is_ref and not attribute.endswith(("Arn", "Id", "Identifier")):
        return None
    stem = attribute.replace(".", "")
    return stem[len(name):] if stem.startswith(name) and stem != name else stem


def _mentions(name, owner, attribute):
    """Whether a property's name speaks of the resource whose identifier it takes."""
    _, service, resource = owner.split("::")
    *others, last = snake_case(resource).split("_")
    words = [service.lower(), last, *(word for word in others if len(word) > 3)]
    return name == attribute or any(word in name.lower() for word in words)


def _own_names(owner):
    """Names under which a resource is given its own name, e.g. GroupName of a SecurityGroup."""
    name = owner.split("::")[-1]
    return {"Name", name + "Name"} | {name[i:] + "Name" for i in range(1, len(name)) if name[i].isupper()}


def all_properties(resource):
    """Every property of a resource and of its nested types, by name."""
    yield from resource["properties"].items()
    for definition in resource["definitions"].values():
        yield from definition["properties"].items()
