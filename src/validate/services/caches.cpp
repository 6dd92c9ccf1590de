#include "meaning/condition_logic.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::can_exist_together;
using meaning::find_value;
using meaning::known_boolean;
using meaning::known_text;
using meaning::Path;
using meaning::referred_id;
using tmpl::Node;

void check_replication_group(const ServiceResource& resource) {
  const tmpl::Index& index = resource.context.index;
  const Node* failover = find_value(&resource.properties, "AutomaticFailoverEnabled");
  const Node* group_name = find_value(&resource.properties, "CacheParameterGroupName");
  if (group_name == nullptr || known_boolean(failover) != false) return;
  const tmpl::ResourceEntry* group = index.find_resource(referred_id(*group_name));
  if (group == nullptr || group->type_name != "AWS::ElastiCache::ParameterGroup") return;
  const Node* settings = find_value(group->properties, "Properties");
  if (known_text(find_value(settings, "cluster-enabled")) != "yes") return;
  if (!can_exist_together(index, *group, resource.entry)) return;
  const Path path(resource.path, "AutomaticFailoverEnabled");
  resource.context.report.error(codes::OT4675, *failover, path,
                                "a cluster as '" + std::string(group->logical_id) +
                                    "' makes it cannot be without automatic failover",
                                "set 'AutomaticFailoverEnabled: true', or 'cluster-enabled: no'");
}

}  // namespace omnitrack::validate
