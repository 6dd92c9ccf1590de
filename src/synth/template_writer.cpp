#include "synth/template_writer.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/tree.hpp"
#include "synth/node_writer.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

namespace {

constexpr std::array<std::string_view, 48> parameter_types = {
    "String",
    "Number",
    "List<Number>",
    "CommaDelimitedList",
    "AWS::EC2::AvailabilityZone::Name",
    "AWS::EC2::Image::Id",
    "AWS::EC2::Instance::Id",
    "AWS::EC2::KeyPair::KeyName",
    "AWS::EC2::SecurityGroup::Id",
    "AWS::EC2::SecurityGroup::GroupName",
    "AWS::EC2::Subnet::Id",
    "AWS::EC2::Volume::Id",
    "AWS::EC2::VPC::Id",
    "AWS::Route53::HostedZone::Id",
    "List<AWS::EC2::AvailabilityZone::Name>",
    "List<AWS::EC2::Image::Id>",
    "List<AWS::EC2::Instance::Id>",
    "List<AWS::EC2::SecurityGroup::Id>",
    "List<AWS::EC2::SecurityGroup::GroupName>",
    "List<AWS::EC2::Subnet::Id>",
    "List<AWS::EC2::Volume::Id>",
    "List<AWS::EC2::VPC::Id>",
    "List<AWS::Route53::HostedZone::Id>",
    "AWS::SSM::Parameter::Name",
    "AWS::SSM::Parameter::Value<String>",
    "AWS::SSM::Parameter::Value<List<String>>",
    "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>",
    "List<String>",
    "AWS::SSM::Parameter::Value<CommaDelimitedList>",
    "AWS::SSM::Parameter::Value<AWS::EC2::AvailabilityZone::Name>",
    "AWS::SSM::Parameter::Value<AWS::EC2::Instance::Id>",
    "AWS::SSM::Parameter::Value<AWS::EC2::KeyPair::KeyName>",
    "AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::Id>",
    "AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::GroupName>",
    "AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>",
    "AWS::SSM::Parameter::Value<AWS::EC2::Volume::Id>",
    "AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>",
    "AWS::SSM::Parameter::Value<AWS::Route53::HostedZone::Id>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::AvailabilityZone::Name>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::Image::Id>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::Instance::Id>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::KeyPair::KeyName>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::SecurityGroup::Id>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::SecurityGroup::GroupName>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::Volume::Id>>",
    "AWS::SSM::Parameter::Value<List<AWS::EC2::VPC::Id>>",
    "AWS::SSM::Parameter::Value<List<AWS::Route53::HostedZone::Id>>",
};
static_assert(
    parameter_types[static_cast<std::size_t>(ParameterType::ssm_list_of_hosted_zone_ids)] ==
    "AWS::SSM::Parameter::Value<List<AWS::Route53::HostedZone::Id>>");

class TemplateWriter {
 public:
  TemplateWriter(const StackPlan& plan, const Imports& imports, bool compact, support::Buffer& out)
      : plan_(plan),
        imports_(imports),
        json_(out, compact ? support::JsonLayout::compact : support::JsonLayout::narrow),
        nodes_(json_, plan.stack, &imports) {}

  void write() {
    json_.begin_object();
    if (!is_given("AWSTemplateFormatVersion")) text("AWSTemplateFormatVersion", "2010-09-09");
    if (!is_given("Transform")) transforms();
    text("Description", TreeAccess::description(*plan_.stack));
    member("Metadata", TreeAccess::metadata(*plan_.stack).node());
    section("Parameters", plan_.parameters, [&](const Parameter& p) { parameter(p); });
    section("Mappings", plan_.mappings,
            [&](const Mapping& m) { nodes_.value(TreeAccess::table(m)); });
    section("Conditions", plan_.conditions,
            [&](const Condition& c) { nodes_.value(TreeAccess::expression(c)); });
    section("Rules", plan_.rules, [&](const Rule& r) { nodes_.value(TreeAccess::body(r)); });
    sections();
    resources();
    outputs();
    json_.end_object();
    json_.finish();
  }

 private:
  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    json_.plain_key(name);
    json_.string(value);
  }

  void member(std::string_view name, const Node& value) {
    if (!value.is_set()) return;
    json_.plain_key(name);
    nodes_.value(value);
  }

  template <class E, class Write>
  void section(std::string_view name, const std::vector<E*>& elements, Write&& write) {
    if (elements.empty()) return;
    json_.plain_key(name);
    json_.begin_object();
    for (const E* element : elements) {
      json_.plain_key(element->logical_id());
      nodes_.set_user(*element);
      write(*element);
    }
    json_.end_object();
  }

  [[nodiscard]] std::span<const Field> given_sections() const {
    const Node& sections = TreeAccess::sections(*plan_.stack).node();
    return {sections.fields, sections.size};
  }

  [[nodiscard]] bool is_given(std::string_view section) const {
    return std::ranges::find(given_sections(), section, &Field::key) != given_sections().end();
  }

  void sections() {
    nodes_.set_user(*plan_.stack);
    for (const Field& section : given_sections()) {
      if (section.value.kind == NodeKind::no_value) continue;
      json_.key(section.key);
      nodes_.value(section.value);
    }
  }

  void transforms() {
    List<std::string> names = TreeAccess::transforms(*plan_.stack);
    if (plan_.uses_language_extensions) {
      // It must come before other macros.
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-languageextensions.html
      List<std::string> all{"AWS::LanguageExtensions"};
      const Node& given = names.node();
      for (std::uint32_t i = 0; i < given.size; ++i) {
        if (given.items[i].string() == "AWS::LanguageExtensions") continue;
        all.add(Value<std::string>::from_node(given.items[i]));
      }
      names = all;
    }
    const Node& node = names.node();
    member("Transform", node.size == 1 ? node.items[0] : node);
  }

  void parameter(const Parameter& parameter) {
    const ParameterProps& props = TreeAccess::props(parameter);
    json_.begin_object();
    text("Type", parameter_types[static_cast<std::size_t>(props.type)]);
    text("Description", props.description);
    member("Default", props.default_value.node());
    text("AllowedPattern", props.allowed_pattern);
    member("AllowedValues", props.allowed_values.node());
    text("ConstraintDescription", props.constraint_description);
    member("MaxLength", props.max_length.node());
    member("MaxValue", props.max_value.node());
    member("MinLength", props.min_length.node());
    member("MinValue", props.min_value.node());
    if (props.no_echo) member("NoEcho", detail::make_bool(true));
    json_.end_object();
  }

  void resources() {
    json_.plain_key("Resources");
    json_.begin_object();
    for (const std::uint32_t place : plan_.order) resource(*plan_.resources[place], place);
    json_.end_object();
  }

  void resource(const Resource& resource, std::uint32_t place) {
    nodes_.set_user(resource);
    json_.plain_key(resource.logical_id());
    json_.begin_object();
    const ResourceState* state = TreeAccess::resource_state(resource);
    if (state != nullptr && state->overridden.is_set()) {
      overridden(state->overridden, place);
    } else {
      typed(resource, place);
    }
    json_.end_object();
  }

  void typed(const Resource& resource, std::uint32_t place) {
    const TypeInfo& type = resource.type_info();
    json_.plain_key("Type");
    if (type.has_given_names) {
      json_.string(type.name);
    } else {
      json_.plain_string(type.name);
    }
    depends_on(place, {});
    const ResourceAttributes attributes(resource);
    for (const Field& field : attributes.fields()) member(field.key, field.value);
    const Node* properties = resource.properties();
    bool is_first = true;
    for (std::uint32_t i = 0; i < type.properties.count; ++i) {
      if (!properties[i].is_set()) continue;
      if (is_first) {
        json_.plain_key("Properties");
        json_.begin_object();
        is_first = false;
      }
      if (type.has_given_names) {
        json_.key(type.properties.names[i]);
      } else {
        json_.plain_key(type.properties.names[i]);
      }
      nodes_.value(properties[i]);
    }
    if (!is_first) json_.end_object();
  }

  void overridden(const Node& whole, std::uint32_t place) {
    Node own;
    for (std::uint32_t i = 0; i < whole.size; ++i) {
      if (whole.fields[i].key == "DependsOn") own = whole.fields[i].value;
    }
    for (std::uint32_t i = 0; i < whole.size; ++i) {
      if (whole.fields[i].key == "DependsOn") continue;
      json_.key(whole.fields[i].key);
      nodes_.value(whole.fields[i].value);
      if (i == 0) depends_on(place, own);
    }
  }

  // What the user overrode stands before what the tree says.
  void depends_on(std::uint32_t place, const Node& given) {
    Node all =
        given.kind == NodeKind::list || !given.is_set() ? given : detail::make_list(&given, 1);
    const auto& edges = plan_.explicit_dependencies;
    auto edge = std::lower_bound(edges.begin(), edges.end(), place,
                                 [](const Edge& e, std::uint32_t from) { return e.from < from; });
    for (; edge != edges.end() && edge->from == place; ++edge) {
      all = detail::append_item(all, detail::make_logical_id(*plan_.resources[edge->to]));
    }
    if (all.size == 1) all = all.items[0];
    member("DependsOn", all);
  }

  void outputs() {
    const std::vector<MadeOutput>& made = imports_.made_for(*plan_.stack);
    if (plan_.outputs.empty() && made.empty()) return;
    json_.plain_key("Outputs");
    json_.begin_object();
    for (const Output* output : plan_.outputs) {
      nodes_.set_user(*output);
      const OutputProps& props = TreeAccess::props(*output);
      json_.plain_key(output->logical_id());
      json_.begin_object();
      text("Description", props.description);
      if (props.condition.is_set()) text("Condition", props.condition->logical_id());
      member("Value", props.value.node());
      export_as(props.export_name.node());
      json_.end_object();
    }
    nodes_.set_user(*plan_.stack);
    for (const MadeOutput& each : made) {
      json_.key(each.logical_id);
      json_.begin_object();
      if (each.condition != nullptr) text("Condition", each.condition->logical_id());
      member("Value", each.value);
      if (!each.export_name.empty()) export_as(detail::make_string(each.export_name));
      json_.end_object();
    }
    json_.end_object();
  }

  void export_as(const Node& name) {
    if (!name.is_set()) return;
    const Field field{"Name", name};
    member("Export", detail::make_object(&field, 1));
  }

  const StackPlan& plan_;
  const Imports& imports_;
  support::JsonWriter json_;
  NodeWriter nodes_;
};

}  // namespace

void write_template(const StackPlan& plan, const Imports& imports, bool compact,
                    support::Buffer& out) {
  TemplateWriter(plan, imports, compact, out).write();
}

}  // namespace omnitrack::synth
