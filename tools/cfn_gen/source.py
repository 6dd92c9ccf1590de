"""The text of a service's source: names, enumerators' texts and what the resources do."""

from text import HEADING, Names, literal, wrapped


def source(service):
    parts = [HEADING, f"#include <omnitrack/cfn/{service.file}.hpp>\n\n"
             f"namespace omnitrack::cfn::{service.namespace} {{\n"]
    parts.extend(_resource(service, resource) for resource in service.resources)
    parts.append(f"\n}}  // namespace omnitrack::cfn::{service.namespace}\n")
    return "".join(parts)


def _resource(service, resource):
    nested = "".join(_struct(struct, Names(resource.hidden)) for struct in resource.structs
                     if not struct.shared)
    if nested:
        nested = f"\nnamespace {resource.namespace} {{\n{nested}}}  // namespace {resource.namespace}\n"
    names = Names(service.hidden)
    return nested + _tables(resource.props, names) + _class(resource, names)


def _struct(struct, names):
    table, count = _table_name(struct), len(struct.members)
    return (_tables(struct, names)
            + f"static_assert(sizeof({struct.name}) == {count} * sizeof({names.core('Node')}));\n"
            + f"constinit const {names.core('StructInfo')} {struct.name}::info = {{{table}, {count}}};\n")


def _tables(struct, names):
    parts = []
    if struct.members:
        parts.append(_texts(_table_name(struct), [member.text for member in struct.members]))
    for enum in struct.enums:
        table = f"k{struct.name}{enum.name}Texts"
        info = names.core("EnumInfo")
        parts.append(_texts(table, enum.texts)
                     + f"const {info}& enum_info({struct.name}::{enum.name}) {{\n"
                     f"  static constexpr {info} info = {{{table}, {len(enum.texts)}}};\n  return info;\n}}\n")
    return "".join(parts)


def _table_name(struct):
    return f"k{struct.name}Names" if struct.members else "nullptr"


def _texts(name, texts):
    return (f"static constexpr std::string_view {name}[] = {{\n"
            + wrapped([literal(text) for text in texts], "    ") + "};\n")


def _class(resource, names):
    props, count = resource.props, len(resource.props.members)
    node = names.core("Node")
    stateful = "true" if resource.record.get("stateful") else "false"
    parts = [
        f"static_assert(sizeof({props.name}) == sizeof({names.core('Id')}) + {count} * sizeof({node}));\n"
        f"constinit const {names.core('TypeInfo')} {resource.name}::type = {{{literal(resource.type)}, "
        f"{{{_table_name(props)}, {count}}}, {resource.tags_index}, "
        f"{names.core('TagFormat')}::{resource.tag_format}, {stateful}}};\n"
        f"{resource.name}::{resource.name}({names.core('Attach')} at, const {props.name}& given)\n"
        f"    : omnitrack::Resource(std::move(at), type, "
        f"reinterpret_cast<{node}*>(reinterpret_cast<{names.core('Id')}*>(&props) + 1)),\n"
        f"      props(given) {{}}\n",
        _getter(resource, names.type(resource.ref_type), "ref", "make_ref(*this)")]
    for attribute in resource.attributes:
        is_list = ", true" if attribute.type[0] == "List" else ""
        parts.append(_getter(resource, names.type(attribute.type), attribute.name,
                             f"make_attribute(*this, {literal(attribute.text)}{is_list})"))
    return "".join(parts)


def _getter(resource, type_text, name, node):
    return (f"{type_text} {resource.name}::{name}() const {{\n"
            f"  return {type_text}::from_node(omnitrack::detail::{node});\n}}\n")
