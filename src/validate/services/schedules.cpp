#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/event_patterns.hpp"
#include "validate/services/schedule_expression.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_case;
using meaning::known_text;
using meaning::Path;

void check_event_rule(const ServiceResource& resource) {
  if (const tmpl::Node* pattern = find_value(&resource.properties, "EventPattern")) {
    const Path path(resource.path, "EventPattern");
    check_event_pattern(resource, *pattern, path, PatternPart::whole);
  }
  const tmpl::Node* expression = find_value(&resource.properties, "ScheduleExpression");
  if (expression == nullptr) return;
  const Path path(resource.path, "ScheduleExpression");
  for_each_case(*expression, path, [&](const tmpl::Node& value, const Path& at) {
    const auto text = known_text(&value);
    if (!text || text->empty()) return;
    const std::string problem = schedule_problem(*text);
    if (problem.empty()) return;
    resource.context.report.error(codes::OT4640, value, at,
                                  "'" + std::string(*text) + "' is not a schedule: " + problem,
                                  "write 'rate(5 minutes)' or 'cron(0 12 * * ? *)'");
  });
}

}  // namespace omnitrack::validate
