"""The text of a service's header."""

from text import HEADING, Names, comment, wrapped

PAGE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-{}-{}.html"


def header(service):
    spaces = dict(service.foreign_tags)
    parts = [HEADING, "#pragma once\n\n#include <omnitrack/resource.hpp>\n\n"]
    for space, names in sorted(spaces.items()):
        parts.append(f"namespace omnitrack::cfn::{space} {{\n{_tags(names)}}}\n")
    parts.append(f"\n/// The resource types of {service.resources[0].type.rsplit('::', 1)[0]}.\n"
                 f"namespace omnitrack::cfn::{service.namespace} {{\n\n")
    if service.own_tags:
        parts.append(f"// Kinds of identifiers.\n{_tags(service.own_tags)}\n")
    parts.extend(_resource(service, resource) for resource in service.resources)
    parts.append(f"}}  // namespace omnitrack::cfn::{service.namespace}\n")
    return "".join(parts)


def _tags(names):
    return "".join(f"enum class {name} : char;\n" for name in names)


def _resource(service, resource):
    return "".join([_nested(resource), _props(service, resource), _class(service, resource)])


def _nested(resource):
    if not resource.structs:
        return ""
    names = Names(resource.hidden)
    parts = [f"/// Nested types of {resource.type}.\nnamespace {resource.namespace} {{\n"]
    parts.extend(f"using {struct.shared}::{struct.name};\n" if struct.shared else f"struct {struct.name};\n"
                 for struct in resource.structs)
    for struct in resource.structs:
        if struct.shared:
            continue
        parts.append("\n" + comment(struct.doc or f"{struct.name} of {resource.type}.")
                     + f"struct {struct.name} {{\n{_members(struct, names)}"
                     + f"  static const {names.core('StructInfo')} info;\n}};\n"
                     + _enum_infos(struct, names))
    parts.append(f"}}  // namespace {resource.namespace}\n\n")
    return "".join(parts)


def _props(service, resource):
    names = Names(service.hidden)
    props = resource.props
    return (f"class {resource.name};\n\n"
            + comment(f"Properties of {resource.type}.")
            + f"struct {props.name} {{\n  using Makes = {resource.name};\n  {names.core('Id')} id;\n"
            + _members(props, names) + "};\n" + _enum_infos(props, names))


def _members(struct, names):
    parts = []
    for member in struct.members:
        if member.enum:
            parts.append(comment(f"Allowed values of `{member.name}`.", "  ")
                         + f"  enum class {member.enum.name} : std::uint16_t {{\n"
                         + wrapped(member.enum.names, "    ") + "  };\n")
        text = names.type(member.type)
        if member.required:
            text = f"{names.core('Required')}<{text}, struct required_{member.name.rstrip('_')}>"
        parts.append(comment(_facts(member), "  ")
                     + f"  {text} {member.name}{'' if member.required else ' = {}'};\n")
    return "".join(parts)


def _facts(member):
    record = member.record
    facts = [record.get("doc") or f"The property {member.text}."]
    notes = []
    if record.get("required"):
        notes.append("Required.")
    if record.get("deprecated"):
        notes.append("Deprecated.")
    if record.get("readOnly"):
        notes.append("Read-only.")
    update = {"replaces": "replacement", "may replace": "some changes are replacements"}
    if record.get("update"):
        notes.append(f"Update: {update[record['update']]}.")
    for what, low, high in (("Length", "minLength", "maxLength"), ("Range", "minimum", "maximum"),
                            ("Items", "minItems", "maxItems")):
        if low in record or high in record:
            notes.append(f"{what}: {_range(record.get(low), record.get(high))}.")
    if record.get("default"):
        notes.append(f"Default: {record['default']}.")
    return " ".join(facts + ([f"[{' '.join(notes)}]"] if notes else []))


def _range(low, high):
    if high is None:
        return f"at least {low}"
    return f"{low} to {high}" if low is not None else f"at most {high}"


def _enum_infos(struct, names):
    return "".join(f"const {names.core('EnumInfo')}& enum_info({struct.name}::{enum.name});\n"
                   for enum in struct.enums)


def _class(service, resource):
    names = Names(service.hidden)
    page = PAGE.format(*(part.lower() for part in resource.type.split("::")[1:]))
    record = resource.record
    transform = f" Needs the transform {record['transform']}." if "transform" in record else ""
    ref = f"What Ref returns: {resource.ref_name}." if resource.ref_name else "What Ref returns."
    parts = ["\n", comment(f"{resource.type}: {record['doc'] or resource.name + '.'}{transform}"),
             f"/// {page}\nclass {resource.name} final : public omnitrack::Resource {{\n public:\n"
             f"  {resource.name}({names.core('Attach')} at, const {resource.props.name}& props);\n\n"
             f"  {resource.props.name} props;\n\n",
             comment(ref, "  "), f"  [[nodiscard]] {names.type(resource.ref_type)} ref() const;\n"]
    for attribute in resource.attributes:
        parts.append(comment(attribute.doc or f"The attribute {attribute.text}.", "  ")
                     + f"  [[nodiscard]] {names.type(attribute.type)} {attribute.name}() const;\n")
    parts.append(f"\n  static const {names.core('TypeInfo')} type;\n}};\n\n")
    return "".join(parts)
