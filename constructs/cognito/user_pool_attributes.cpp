#include <algorithm>
#include <iterator>

#include "user_pool_state.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace l1 = cfn::cognito::user_pool;

namespace {

constexpr std::size_t max_custom_attributes = 50;
constexpr std::int64_t max_text_length = 2048;
constexpr std::string_view custom_prefix = "custom:";

// In the order of UserAttribute.
constexpr std::string_view standard_names[] = {
    "address",
    "birthdate",
    "email",
    "family_name",
    "gender",
    "given_name",
    "locale",
    "middle_name",
    "name",
    "nickname",
    "phone_number",
    "picture",
    "preferred_username",
    "profile",
    "updated_at",
    "website",
    "zoneinfo",
};

std::string_view name_of(UserAttribute attribute) {
  return standard_names[static_cast<std::size_t>(attribute)];
}

std::string_view without_prefix(std::string_view name) {
  return name.starts_with(custom_prefix) ? name.substr(custom_prefix.size()) : name;
}

std::string_view data_type(CustomAttributeType type) {
  switch (type) {
    case CustomAttributeType::number:
      return "Number";
    case CustomAttributeType::date_time:
      return "DateTime";
    case CustomAttributeType::boolean:
      return "Boolean";
    case CustomAttributeType::string:
      break;
  }
  return "String";
}

// The bounds of an attribute are numbers that are written as texts.
Value<std::string> as_text(const Value<std::int64_t>& number) {
  const Node& node = number.node();
  if (node.kind == NodeKind::integer) return std::to_string(node.integer);
  return as<std::string>(number);
}

bool is_above(const Value<std::int64_t>& a, const Value<std::int64_t>& b) {
  return a.node().kind == NodeKind::integer && b.node().kind == NodeKind::integer &&
         a.node().integer > b.node().integer;
}

}  // namespace

void UserPool::add_attributes(const UserPoolProps& props) {
  for (const StandardAttribute& attribute : props.standard_attributes) {
    auto& known = state_->standard;
    const std::string_view name = name_of(attribute.attribute.get());
    if (std::find(known.begin(), known.end(), name) != known.end()) {
      error(codes::OT2503, "the attribute '" + std::string(name) + "' is given twice");
      continue;
    }
    known.push_back(name);
    resource_->props.schema.add(l1::SchemaAttribute{
        .mutable_ = attribute.is_mutable, .name = name, .required = attribute.required});
  }
  for (const CustomAttribute& attribute : props.custom_attributes) add_custom_attribute(attribute);
}

// CloudFormation wants the name without the prefix that Cognito puts before it.
void UserPool::add_custom_attribute(const CustomAttribute& attribute) {
  const std::string name(without_prefix(attribute.name));
  auto& known = state_->custom;
  if (name.empty() || name.size() > 20 || name.find_first_of(" \t\r\n") != std::string::npos) {
    error(codes::OT2504, "'" + name + "' cannot name a custom attribute",
          "it has 1 to 20 characters, none of them a space");
  }
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    error(codes::OT2503, "the attribute 'custom:" + name + "' is given twice");
    return;
  }
  known.push_back(name);
  if (known.size() == max_custom_attributes + 1) {
    error(codes::OT2504, "the user pool has more than 50 custom attributes");
  }
  l1::SchemaAttribute made{.attribute_data_type = data_type(attribute.type),
                           .mutable_ = attribute.is_mutable,
                           .name = name};
  if (attribute.min.is_set() || attribute.max.is_set()) {
    const bool is_text = attribute.type == CustomAttributeType::string;
    if (is_text) {
      made.string_attribute_constraints = l1::StringAttributeConstraints{
          .max_length = as_text(attribute.max), .min_length = as_text(attribute.min)};
    } else if (attribute.type == CustomAttributeType::number) {
      made.number_attribute_constraints = l1::NumberAttributeConstraints{
          .max_value = as_text(attribute.max), .min_value = as_text(attribute.min)};
    } else {
      error(codes::OT2504, "the attribute 'custom:" + name + "' has bounds",
            "only strings and numbers have .min and .max");
    }
    if (is_above(attribute.min, attribute.max) ||
        (is_text && (is_above(attribute.max, max_text_length) || is_above(0, attribute.min)))) {
      error(codes::OT2504, "the bounds of the attribute 'custom:" + name + "' cannot be met",
            "a string has 0 to 2,048 characters, and .min is not above .max");
    }
  }
  resource_->props.schema.add(made);
}

bool UserPool::has_attribute(std::string_view name) const {
  if (state_ == nullptr) return true;
  if (name.starts_with(custom_prefix)) {
    const auto& known = state_->custom;
    return std::find(known.begin(), known.end(), without_prefix(name)) != known.end();
  }
  if (name == "email_verified" || name == "phone_number_verified") return true;
  return std::find(std::begin(standard_names), std::end(standard_names), name) !=
         std::end(standard_names);
}

}  // namespace omnitrack
