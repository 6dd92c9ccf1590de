#pragma once

#include <string>
#include <vector>

#include <omnitrack/dynamodb/table.hpp>

/// What tables of one region and of several have in common.
namespace omnitrack::dynamodb {

/// What reading items and indexes needs.
List<std::string> read_actions();
/// What changing items needs.
List<std::string> write_actions();
/// What those who read items do with the table's key, and those who change them.
List<std::string> key_actions_of_readers();
List<std::string> key_actions_of_writers();

/// One of DynamoDB's metrics, by what it is measured of.
Metric metric(std::string_view name, const Map<std::string>& dimensions);

/// The view as DynamoDB names it.
Value<std::string> stream_view_type(StreamView view);
/// How keys are watched; not set where they are not.
Value<cfn::dynamodb::table::ContributorInsightsSpecification> insights(
    ContributorInsights insights);

/// An attribute that is a key of the table or of an index.
struct KnownAttribute {
  std::string name;
  AttributeType type;
};
/// Remembers and defines a key attribute once; reports one without a name that is known, and one
/// that has two types. Gives its name.
std::string define_attribute(const Construct& at, const Attribute& attribute,
                             std::vector<KnownAttribute>& known,
                             List<cfn::dynamodb::table::AttributeDefinition>& definitions);
/// Remembers the name of an index; reports one that cannot be, or is taken.
void remember_index(const Construct& at, const IndexName& name, std::vector<std::string>& known);
/// What an index holds; reports where attributes are too many, of which `included` counts all.
cfn::dynamodb::table::Projection projection(const Construct& at, std::string_view index,
                                            const Projection& projection, std::size_t& included);

}  // namespace omnitrack::dynamodb
