#include <algorithm>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"
#include "support/quoted.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_at;
using meaning::known_boolean;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using support::quoted;
using tmpl::Node;

namespace {

std::string_view without_dot(std::string_view name) {
  return name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
}

/// Whether a domain is another one or lies below it.
bool lies_within(std::string_view name, std::string_view domain) {
  if (name.size() <= domain.size()) return name == domain;
  return name.ends_with(domain) && name[name.size() - domain.size() - 1] == '.';
}

void check_record(const ServiceResource& resource, const Node& record, const Path& path,
                  const Node* zone_of_group) {
  const Node* zone_node = find_value(&record, "HostedZoneName");
  const auto zone = known_text(zone_node != nullptr ? zone_node : zone_of_group);
  const Node* name_node = find_value(&record, "Name");
  const auto name = known_text(name_node);
  if (zone_node != nullptr && zone && !zone->ends_with('.')) {
    const Path at(path, "HostedZoneName");
    resource.context.report.error(
        codes::OT4650, *zone_node, at,
        "the hosted zone's name " + quoted(*zone) + " does not end in a dot",
        "write " + quoted(std::string(*zone) + '.'));
  }
  if (zone && name && !lies_within(without_dot(*name), without_dot(*zone))) {
    const Path at(path, "Name");
    resource.context.report.error(
        codes::OT4651, *name_node, at,
        quoted(*name) + " does not lie in the hosted zone " + quoted(*zone),
        "end the name with " + quoted("." + std::string(*zone)));
  }
}

}  // namespace

void check_record_set(const ServiceResource& resource) {
  check_record(resource, resource.properties, resource.path, nullptr);
}

void check_record_set_group(const ServiceResource& resource) {
  const Node* zone = find_value(&resource.properties, "HostedZoneName");
  for_each_at(resource.properties, "RecordSets/*", resource.path,
              [&](const Node& record, const Path& path) {
                if (!record.is_call()) check_record(resource, record, path, zone);
              });
}

void check_certificate(const ServiceResource& resource) {
  for_each_at(resource.properties, "DomainValidationOptions/*", resource.path,
              [&resource](const Node& option, const Path& path) {
                if (option.is_call()) return;
                const auto name = known_text(option.find("DomainName"));
                const Node* validation_node = option.find("ValidationDomain");
                const auto validation = known_text(validation_node);
                if (!name || !validation || lies_within(*name, *validation)) return;
                const Path at(path, "ValidationDomain");
                resource.context.report.error(
                    codes::OT4652, *validation_node, at,
                    "mails to " + quoted(*validation) + " cannot prove who owns " + quoted(*name),
                    "use the domain itself or one above it");
              });
}

void check_topic(const ServiceResource& resource) {
  constexpr std::string_view suffix = ".fifo";
  const Node* name_node = find_value(&resource.properties, "TopicName");
  const Node* fifo_node = find_value(&resource.properties, "FifoTopic");
  const auto name = known_text(name_node);
  const auto fifo = known_boolean(fifo_node);
  if (!name || (fifo_node != nullptr && !fifo) || may_have_more(resource.properties)) return;
  const bool is_fifo = fifo.value_or(false);
  if (name->ends_with(suffix) == is_fifo) return;
  const Path at(resource.path, "TopicName");
  resource.context.report.error(
      codes::OT4653, *name_node, at,
      is_fifo ? "the name of a FIFO topic must end in '.fifo', unlike " + quoted(*name)
              : quoted(*name) + " ends in '.fifo', but the topic is not a FIFO topic",
      is_fifo ? "write " + quoted(std::string(*name) + std::string(suffix))
              : "set 'FifoTopic: true', or use another name");
}

void check_parameter_name(const ServiceResource& resource) {
  const Node* name_node = find_value(&resource.properties, "Name");
  const auto name = known_text(name_node);
  if (!name) return;
  std::string_view first = *name;
  if (first.starts_with('/')) first.remove_prefix(1);
  for (const std::string_view reserved : {"aws", "ssm"}) {
    if (!support::same_but_for_case(first.substr(0, reserved.size()), reserved)) continue;
    // Whether `awsome` is refused is not documented.
    const char next = first.size() > reserved.size() ? first[reserved.size()] : '\0';
    if (support::to_lower(next) >= 'a' && support::to_lower(next) <= 'z') continue;
    const Path at(resource.path, "Name");
    resource.context.report.error(codes::OT4654, *name_node, at,
                                  quoted(*name) + " begins with " + quoted(reserved) +
                                      ", which Systems Manager keeps for itself",
                                  "choose another name");
  }
}

void check_auto_scaling_group(const ServiceResource& resource) {
  const Node* type_node = find_value(&resource.properties, "HealthCheckType");
  const auto type = known_text(type_node);
  if (!type || type->find(',') == std::string_view::npos) return;
  std::string_view rest = *type;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    std::string_view part = rest.substr(0, comma);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (part == "EC2") {
      const Path at(resource.path, "HealthCheckType");
      resource.context.report.error(
          codes::OT4655, *type_node, at,
          "'EC2' cannot stand beside other health checks in " + quoted(*type),
          "leave 'EC2' out: it is always checked");
      return;
    }
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
}

}  // namespace omnitrack::validate
