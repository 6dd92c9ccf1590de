#include "synth/node_writer.hpp"

#include <array>
#include <vector>

#include "core/tree.hpp"
#include "synth/imports.hpp"
#include "synth/reach.hpp"

namespace omnitrack::synth {

namespace {

constexpr std::array<std::string_view, 25> function_names = {"Fn::And",
                                                             "Fn::Base64",
                                                             "Fn::Cidr",
                                                             "Fn::Join",
                                                             "Condition",
                                                             "Fn::Contains",
                                                             "Fn::EachMemberEquals",
                                                             "Fn::EachMemberIn",
                                                             "Fn::Equals",
                                                             "Fn::FindInMap",
                                                             "Fn::GetAZs",
                                                             "Fn::GetStackOutput",
                                                             "Fn::If",
                                                             "Fn::ImportValue",
                                                             "Fn::Join",
                                                             "Fn::Length",
                                                             "Fn::Not",
                                                             "Fn::Or",
                                                             "Fn::RefAll",
                                                             "Fn::Select",
                                                             "Fn::Split",
                                                             "Fn::Sub",
                                                             "Fn::ToJsonString",
                                                             "Fn::ValueOf",
                                                             "Fn::ValueOfAll"};
static_assert(function_names[static_cast<std::size_t>(Intrinsic::value_of_all)] ==
              "Fn::ValueOfAll");

// Functions whose value is their one argument, and not a list of arguments.
bool takes_one_argument(Intrinsic function) {
  switch (function) {
    case Intrinsic::base64:
    case Intrinsic::condition:
    case Intrinsic::get_azs:
    case Intrinsic::get_stack_output:
    case Intrinsic::import_value:
    case Intrinsic::length:
    case Intrinsic::ref_all:
    case Intrinsic::to_json_string:
      return true;
    default:
      return false;
  }
}

}  // namespace

namespace {

// The columns that a value takes at least on one line; what is more than `most` may be less than
// all.
std::size_t least_width(const Node& node, std::size_t most) {
  switch (node.kind) {
    case NodeKind::string:
      return node.size + 2;
    case NodeKind::list: {
      std::size_t width = 2;
      for (std::uint32_t i = 0; i < node.size && width <= most; ++i) {
        width += (i == 0 ? 0 : 2) + least_width(node.items[i], most);
      }
      return width;
    }
    case NodeKind::object: {
      std::size_t width = 2;
      for (std::uint32_t i = 0; i < node.size && width <= most; ++i) {
        const Field& field = node.fields[i];
        if (!field.value.is_set()) continue;
        width += (width == 2 ? 0 : 2) + field.key.size() + 4 + least_width(field.value, most);
      }
      return width;
    }
    case NodeKind::ref:
      return std::size(R"({"Ref": ""})") - 1;
    case NodeKind::attribute:
      return std::size(R"({"Fn::GetAtt": ""})") - 1;
    default:
      return 1;
  }
}

}  // namespace

std::string_view function_name(Intrinsic function) {
  return function_names[static_cast<std::size_t>(function)];
}

void NodeWriter::value(const Node& node) {
  switch (node.kind) {
    case NodeKind::absent:
    case NodeKind::null:
      return json_.word("null");
    case NodeKind::no_value:
      return name_reference("AWS::NoValue");
    case NodeKind::boolean:
      return json_.boolean(node.boolean);
    case NodeKind::integer:
      return json_.number(std::int64_t{node.integer});
    case NodeKind::number:
      return json_.number(node.number);
    case NodeKind::string:
      return json_.string(node.string());
    case NodeKind::list:
    case NodeKind::object:
      return json_.on_one_line_if_it_fits(
          [&](std::size_t room) { return least_width(node, room) <= room; },
          [&] { members(node); });
    case NodeKind::logical_id:
      return json_.string(node.element->logical_id());
    case NodeKind::pseudo: {
      const Node seen = seen_from_here(node);
      if (seen.kind == NodeKind::string) return json_.string(seen.string());
      return is_import(seen) ? import(seen) : name_reference(detail::pseudo_name(seen.pseudo()));
    }
    case NodeKind::ref:
    case NodeKind::attribute:
      return is_import(node) ? import(node) : reference(node);
    case NodeKind::function:
      return json_.on_one_line_if_it_fits([&] { function(*node.call); });
  }
}

void NodeWriter::members(const Node& node) {
  if (node.kind == NodeKind::list) {
    array_of(node.items, node.size);
    return;
  }
  json_.begin_object();
  for (std::uint32_t i = 0; i < node.size; ++i) {
    if (!node.fields[i].value.is_set()) continue;
    if (json_.has_failed()) break;
    if (node.has_given_keys) {
      json_.key(node.fields[i].key);
    } else {
      json_.plain_key(node.fields[i].key);
    }
    value(node.fields[i].value);
  }
  json_.end_object();
}

void NodeWriter::array_of(const Node* items, std::size_t count) {
  json_.begin_list();
  for (std::size_t i = 0; i < count; ++i) {
    if (json_.has_failed()) break;
    json_.begin_item();
    value(items[i]);
  }
  json_.end_list();
}

Node NodeWriter::seen_from_here(const Node& node) const {
  return imports_ == nullptr ? node : imports_->seen_from(*stack_, node);
}

bool NodeWriter::is_import(const Node& node) const {
  return imports_ != nullptr && is_foreign(node, *stack_);
}

void NodeWriter::name_reference(std::string_view name) {
  json_.on_one_line([&] {
    json_.begin_object();
    json_.plain_key("Ref");
    json_.string(name);
    json_.end_object();
  });
}

void NodeWriter::reference(const Node& node) {
  if (node.kind == NodeKind::ref) return name_reference(node.element->logical_id());
  json_.on_one_line([&] {
    json_.begin_object();
    json_.plain_key("Fn::GetAtt");
    json_.begin_list();
    json_.begin_item();
    json_.string(node.attribute->resource->logical_id());
    json_.begin_item();
    json_.string(node.attribute->name);
    json_.end_list();
    json_.end_object();
  });
}

void NodeWriter::import(const Node& node) {
  const Node text = imported(node);
  if (is_list(node)) {
    const Node arguments[] = {detail::make_string(list_separator), text};
    value(detail::make_call(Intrinsic::split, arguments, 2));
  } else {
    value(text);
  }
}

Node NodeWriter::imported(const Node& node) const {
  if (strength_of(node, *user_) == ReferenceStrength::weak) return stack_output(node);
  const Node name = detail::make_string(imports_->export_name(node));
  return detail::make_call(Intrinsic::import_value, &name, 1);
}

Node NodeWriter::stack_output(const Node& node) const {
  const Stack& from = owner_of(node).stack();
  std::vector<Field> arguments = {{"StackName", detail::make_string(from.name())},
                                  {"OutputName", detail::make_string(imports_->output(node))}};
  if (!from.fixed_region().empty() && from.fixed_region() != stack_->fixed_region()) {
    arguments.push_back({"Region", detail::make_string(from.fixed_region())});
  }
  if (are_different(from.fixed_account(), stack_->fixed_account())) {
    arguments.push_back({"RoleArn", detail::make_string(TreeAccess::outputs_role(from))});
  }
  const Node map = detail::make_object(arguments.data(), arguments.size());
  return detail::make_call(Intrinsic::get_stack_output, &map, 1);
}

void NodeWriter::function(const FunctionCall& call) {
  if (call.function == Intrinsic::concat) {
    concat(call);
    return;
  }
  json_.begin_object();
  json_.plain_key(function_name(call.function));
  function_arguments(call);
  json_.end_object();
}

void NodeWriter::function_arguments(const FunctionCall& call) {
  const bool is_single =
      takes_one_argument(call.function) || (call.function == Intrinsic::sub && call.count == 1);
  if (is_single) {
    value(call.arguments[0]);
  } else {
    array_of(call.arguments, call.count);
  }
}

void NodeWriter::concat(const FunctionCall& call) {
  bool fits_sub = true;
  bool is_text = true;
  for (std::uint32_t i = 0; i < call.count; ++i) {
    const Node part = seen_from_here(call.arguments[i]);
    is_text = is_text && part.kind == NodeKind::string;
    const bool is_named = part.kind == NodeKind::string || part.kind == NodeKind::pseudo ||
                          part.kind == NodeKind::ref || part.kind == NodeKind::attribute;
    fits_sub = fits_sub && is_named && !is_import(part);
  }
  if (is_text) return text_of_parts(call);
  json_.begin_object();
  if (fits_sub) {
    json_.plain_key("Fn::Sub");
    sub_text(call);
  } else {
    json_.plain_key("Fn::Join");
    join_parts(call);
  }
  json_.end_object();
}

void NodeWriter::text_of_parts(const FunctionCall& call) {
  json_.quote();
  for (std::uint32_t i = 0; i < call.count; ++i) {
    json_.string_part(seen_from_here(call.arguments[i]).string());
  }
  json_.quote();
}

void NodeWriter::sub_text(const FunctionCall& call) {
  json_.quote();
  for (std::uint32_t i = 0; i < call.count; ++i) {
    const Node part = seen_from_here(call.arguments[i]);
    if (part.kind == NodeKind::string) {
      // A literal "${" is written "${!", which Fn::Sub turns back.
      std::string_view text = part.string();
      for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${")) {
        json_.string_part(text.substr(0, at + 2));
        json_.plain_part("!");
        text.remove_prefix(at + 2);
      }
      json_.string_part(text);
      continue;
    }
    json_.plain_part("${");
    if (part.kind == NodeKind::attribute) {
      json_.plain_part(part.attribute->resource->logical_id());
      json_.plain_part(".");
      json_.plain_part(part.attribute->name);
    } else {
      json_.plain_part(part.kind == NodeKind::ref ? part.element->logical_id()
                                                  : detail::pseudo_name(part.pseudo()));
    }
    json_.plain_part("}");
  }
  json_.quote();
}

void NodeWriter::join_parts(const FunctionCall& call) {
  json_.begin_list();
  json_.begin_item();
  json_.string({});
  json_.begin_item();
  array_of(call.arguments, call.count);
  json_.end_list();
}

}  // namespace omnitrack::synth
