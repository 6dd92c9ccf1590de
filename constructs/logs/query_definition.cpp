#include "omnitrack/logs/query_definition.hpp"

#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

namespace {

List<cfn::logs::LogGroupName> names_of(const Items<Link<const LogGroup>>& groups) {
  List<cfn::logs::LogGroupName> names;
  for (const auto& group : groups) names.add(group->name());
  return names;
}

}  // namespace

QueryDefinition::QueryDefinition(Attach at, const QueryDefinitionProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::logs::QueryDefinitionProps{
          .id = primary(),
          .name = props.name,
          .query_string = props.query,
          .log_group_names = names_of(props.log_groups),
      })) {
  using Language = cfn::logs::QueryDefinitionProps::QueryLanguage;
  if (props.language != LogQueryLanguage::insights) {
    resource_.props.query_language =
        props.language == LogQueryLanguage::ppl ? Language::ppl : Language::sql;
  }
}

Value<std::string> QueryDefinition::query_id() const { return resource_.ref(); }

}  // namespace omnitrack
