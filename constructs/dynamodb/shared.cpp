#include "shared.hpp"

#include <algorithm>

#include <omnitrack/codes.hpp>

namespace omnitrack::dynamodb {

namespace ddb = cfn::dynamodb;

namespace {

constexpr std::size_t max_included_attributes = 100;
constexpr std::size_t max_included_attributes_of_an_index = 20;

using ScalarType = ddb::table::AttributeDefinition::AttributeType;

ScalarType scalar_type(AttributeType type) {
  switch (type) {
    case AttributeType::number:
      return ScalarType::n;
    case AttributeType::binary:
      return ScalarType::b;
    case AttributeType::string:
      break;
  }
  return ScalarType::s;
}

}  // namespace

List<std::string> read_actions() {
  return {"dynamodb:BatchGetItem",  "dynamodb:ConditionCheckItem",
          "dynamodb:DescribeTable", "dynamodb:GetItem",
          "dynamodb:Query",         "dynamodb:Scan"};
}

List<std::string> write_actions() {
  return {"dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable",
          "dynamodb:PutItem", "dynamodb:UpdateItem"};
}

List<std::string> key_actions_of_readers() { return {"kms:Decrypt", "kms:DescribeKey"}; }

List<std::string> key_actions_of_writers() {
  return {"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*",
          "kms:ReEncrypt*"};
}

Metric metric(std::string_view name, const Map<std::string>& dimensions) {
  return MetricProps{.name_space = "AWS/DynamoDB", .metric_name = name, .dimensions = dimensions};
}

Value<std::string> stream_view_type(StreamView view) {
  switch (view) {
    case StreamView::keys_only:
      return "KEYS_ONLY";
    case StreamView::new_image:
      return "NEW_IMAGE";
    case StreamView::old_image:
      return "OLD_IMAGE";
    case StreamView::new_and_old_images:
    case StreamView::none:
      break;
  }
  return "NEW_AND_OLD_IMAGES";
}

Value<ddb::table::ContributorInsightsSpecification> insights(ContributorInsights insights) {
  using Specification = ddb::table::ContributorInsightsSpecification;
  if (insights == ContributorInsights::off) return {};
  Specification specification{.enabled = true};
  if (insights == ContributorInsights::throttled_keys) {
    specification.mode = Specification::Mode::throttled_keys;
  }
  return specification;
}

std::string define_attribute(const Construct& at, const Attribute& attribute,
                             std::vector<KnownAttribute>& known,
                             List<ddb::table::AttributeDefinition>& definitions) {
  std::string name(attribute.name().text());
  if (!attribute.name().is_text()) {
    at.error(codes::OT2302, "the name of a key attribute is a reference",
             "DynamoDB's attributes are collected before deployment; give the name as text");
  } else if (attribute.name().is_broken()) {
    at.error(codes::OT2302, "the name of a key attribute is not a text of 1 to 255 bytes");
  }
  const auto twin =
      std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.name == name; });
  if (twin == known.end()) {
    known.push_back({name, attribute.type()});
    definitions.add(ddb::table::AttributeDefinition{
        .attribute_name = name, .attribute_type = scalar_type(attribute.type())});
  } else if (twin->type != attribute.type()) {
    at.error(codes::OT2303, "the attribute '" + name + "' is used as a key with two types",
             "each attribute of a table has one type; correct one of its uses or rename it");
  }
  return name;
}

void remember_index(const Construct& at, const IndexName& name, std::vector<std::string>& known) {
  const std::string text(name.text());
  if (!name.is_text() || name.is_broken()) {
    at.error(codes::OT2301, "'" + text + "' cannot name an index",
             "an index name has 3 to 255 letters, digits, underscores, hyphens and dots");
  }
  if (std::find(known.begin(), known.end(), text) != known.end()) {
    at.error(codes::OT2304, "the table has two indexes named '" + text + "'",
             "names are shared by global and local indexes");
  }
  known.push_back(text);
}

ddb::table::Projection projection(const Construct& at, std::string_view index,
                                  const Projection& projection, std::size_t& included) {
  const Node& attributes = projection.attributes().node();
  if (projection.type() == "INCLUDE") {
    if (attributes.size == 0 || attributes.size > max_included_attributes_of_an_index) {
      at.error(codes::OT2307,
               "the index '" + std::string(index) + "' includes " +
                   std::to_string(attributes.size) + " attributes",
               "name 1 to 20 attributes, or use Projection::keys_only() or Projection::all()");
    }
    included += attributes.size;
    if (included > max_included_attributes) {
      at.error(codes::OT2307, "the indexes of the table include more than 100 attributes",
               "use Projection::all() for some; attributes are counted once for each index");
    }
  }
  return {.non_key_attributes = projection.attributes(), .projection_type = projection.type()};
}

}  // namespace omnitrack::dynamodb
