#include "import/constructs.hpp"

#include <algorithm>

#include "import/alarms.hpp"
#include "import/buckets.hpp"
#include "import/custom_resources.hpp"
#include "import/functions.hpp"
#include "import/groups.hpp"
#include "import/roles.hpp"
#include "import/tabled_constructs.hpp"
#include "import/tables.hpp"
#include "import/target_groups.hpp"

namespace omnitrack::importing {

namespace {

constexpr std::array<AttributeFunction, 1> group_functions{{{"GroupId", "id()"}}};

constexpr std::array<AttributeFunction, 2> target_group_functions{
    {{"TargetGroupArn", "arn()"}, {"TargetGroupFullName", "full_name()"}}};

std::vector<std::string_view> tags_alone(const tmpl::Node& /*properties*/) { return {"Tags"}; }

/// A construct whose props need more than a table.
struct WrittenConstruct {
  std::string_view type;
  MadeByConstruct made;
  bool (*makes)(const tmpl::ResourceEntry& resource, const Element* linked);
  Code (*props)(const Element& element, Plan& plan, Values& values, Comments& comments);
  std::vector<std::string_view> (*late)(const tmpl::Node& properties);
  bool has_removal_policy = false;
  /// What is called on it once it is made.
  std::vector<Code> (*calls)(const Element& element, Values& values) = nullptr;
};

constexpr std::array<AttributeFunction, 1> every_attribute{{{"*", "attribute"}}};

std::vector<std::string_view> nothing_late(const tmpl::Node& /*properties*/) { return {}; }

constexpr WrittenConstruct custom_resource{
    "Custom::",         {"CustomResource", "ref()", every_attribute},
    is_custom_resource, custom_resource_props,
    nothing_late,       true};

constexpr std::array<WrittenConstruct, 7> all_written{{
    {"AWS::CloudWatch::Alarm",
     {"Alarm", "name()", arn_function},
     is_plain_alarm,
     alarm_props,
     tags_alone},
    {"AWS::DynamoDB::Table",
     {"Table", "name()"},
     is_plain_table,
     table_props,
     late_of_table,
     true,
     table_calls},
    {"AWS::EC2::SecurityGroup",
     {"SecurityGroup", {}, group_functions},
     is_group,
     group_props,
     late_of_group,
     false,
     group_calls},
    {"AWS::ElasticLoadBalancingV2::TargetGroup",
     {"TargetGroup", "arn()", target_group_functions},
     is_target_group,
     target_group_props,
     late_of_target_group,
     false,
     target_group_calls},
    {"AWS::IAM::Role", {"Role", "name()", arn_function}, is_role, role_props, late_of_role},
    {"AWS::Lambda::Function",
     {"Function", "name()", arn_function},
     is_function,
     function_props,
     late_of_function},
    {"AWS::S3::Bucket",
     {"Bucket", "name()", arn_function},
     is_bucket,
     bucket_props,
     late_of_bucket,
     true},
}};

const WrittenConstruct* written_for(std::string_view type) {
  if (is_custom_type(type)) return &custom_resource;
  const auto found = std::ranges::find(all_written, type, &WrittenConstruct::type);
  return found == all_written.end() ? nullptr : &*found;
}

// The construct that an element is made by, where the table has no row of it.
const WrittenConstruct* written_of(const MadeByConstruct& construct) {
  if (&construct == &custom_resource.made) return &custom_resource;
  const auto found = std::ranges::find_if(
      all_written, [&](const WrittenConstruct& each) { return &each.made == &construct; });
  return found == all_written.end() ? nullptr : &*found;
}

}  // namespace

std::string MadeByConstruct::function_for(std::string_view attribute) const {
  for (const AttributeFunction& each : attributes) {
    if (each.attribute == attribute) return std::string(each.function);
    // Of `Outputs.*` the name behind it is what the function is asked for.
    const std::string_view begin = each.attribute.substr(0, each.attribute.size() - 1);
    if (each.attribute.ends_with('*') && attribute.starts_with(begin)) {
      return std::string(each.function) + '(' + quoted(attribute.substr(begin.size())) + ')';
    }
  }
  return {};
}

const MadeByConstruct* construct_for(const tmpl::ResourceEntry& resource, const Element* linked) {
  if (const ConstructRow* row = row_for(resource, linked)) return &row->made;
  const WrittenConstruct* written = written_for(resource.type_name);
  return written != nullptr && written->makes(resource, linked) ? &written->made : nullptr;
}

std::string_view construct_link_of(const tmpl::ResourceEntry& resource) {
  if (resource.type_name == "AWS::Lambda::Function") return role_of_function(resource);
  return tabled_link_of(resource);
}

bool has_removal_policy(const MadeByConstruct& construct) {
  if (const WrittenConstruct* written = written_of(construct)) return written->has_removal_policy;
  const ConstructRow* row = row_of(construct);
  return row != nullptr && takes_removal_policy(*row);
}

std::vector<std::string_view> late_properties(const Element& element) {
  const tmpl::Node* properties = element.resource->properties;
  if (properties == nullptr) return {};
  const WrittenConstruct* written = written_of(*element.construct);
  std::vector<std::string_view> late = written == nullptr
                                           ? late_of_row(*row_of(*element.construct), *properties)
                                           : written->late(*properties);
  std::erase_if(late, [&](std::string_view each) { return properties->find(each) == nullptr; });
  return late;
}

Code construct_props(const Element& element, Plan& plan, Values& values, Comments& comments) {
  if (const WrittenConstruct* written = written_of(*element.construct)) {
    return written->props(element, plan, values, comments);
  }
  return tabled_props(*row_of(*element.construct), element, plan, values, comments);
}

std::vector<Code> construct_calls(const Element& element, Values& values) {
  const WrittenConstruct* written = written_of(*element.construct);
  if (written == nullptr) return tabled_calls(*row_of(*element.construct), element);
  return written->calls == nullptr ? std::vector<Code>() : written->calls(element, values);
}

}  // namespace omnitrack::importing
