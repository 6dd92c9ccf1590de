#include "import/target_groups.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "import/construct_props.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

// What the properties say, and the enumerators of the construct.
constexpr std::array<Words, 6> protocols{Words{"HTTP", "http"}, Words{"HTTPS", "https"},
                                         Words{"TCP", "tcp"},   Words{"TLS", "tls"},
                                         Words{"UDP", "udp"},   Words{"TCP_UDP", "tcp_udp"}};
constexpr std::array<Words, 2> versions{Words{"HTTP2", "http2"}, Words{"GRPC", "grpc"}};
constexpr std::array<Words, 3> target_types{Words{"ip", "ip"}, Words{"instance", "instance"},
                                            Words{"alb", "alb"}};
constexpr std::size_t longest_name = 32;

/// A number of the health check, and its bounds.
struct Number {
  std::string_view property;
  std::string_view member;
  std::int64_t least;
  std::int64_t most;
};
constexpr Number healthy{"HealthyThresholdCount", ".healthy_threshold = ", 2, 10};
constexpr Number interval{"HealthCheckIntervalSeconds", ".interval = ", 5, 300};
constexpr Number timeout{"HealthCheckTimeoutSeconds", ".timeout = ", 2, 120};
constexpr Number unhealthy{"UnhealthyThresholdCount", ".unhealthy_threshold = ", 2, 10};
constexpr std::array<Number, 4> numbers{healthy, interval, timeout, unhealthy};

bool is_name(const tmpl::Node& value) {
  if (is_later(value)) return true;
  if (!is_some_text(&value)) return false;
  const std::string_view text = value.text();
  return text.size() <= longest_name && detail::has_only_letters_digits_and("-", text) &&
         text.front() != '-' && text.back() != '-' && !text.starts_with("internal-");
}

// The construct writes the port of the health check as a text, though it takes a number.
bool is_port_text(const tmpl::Node& value) {
  constexpr std::size_t most_digits = 5;
  if (!is_some_text(&value) || value.text().front() == '0') return false;
  if (value.text().size() > most_digits) return false;
  std::int64_t port = 0;
  for (const char each : value.text()) {
    if (each < '0' || each > '9') return false;
    port = port * 10 + (each - '0');
  }
  return port <= last_port;
}

bool is_codes(const tmpl::Node& value, const tmpl::Node& properties) {
  const tmpl::Node* version = properties.find("ProtocolVersion");
  return has_only(value, {"HttpCode"}) && value.count == 1 && !is_text(version, "GRPC") &&
         (is_some_text(value.find("HttpCode")) || is_later(*value.find("HttpCode")));
}

// Whether a prop takes a property as it is; what it cannot say is set on the resource.
bool is_taken(std::string_view property, const tmpl::Node& value, const tmpl::Node& properties) {
  const auto number = std::ranges::find(numbers, property, &Number::property);
  if (number != numbers.end()) {
    return is_later(value) || is_number(value, number->least, number->most);
  }
  if (property == "HealthCheckPort") return is_port_text(value);
  if (property == "HealthCheckProtocol") return !word_for(&value, protocols).empty();
  if (property == "Matcher") return is_codes(value, properties);
  if (property == "ProtocolVersion") return !word_for(&value, versions).empty();
  if (property == "Name") return is_name(value);
  constexpr std::array<std::string_view, 5> always{"HealthCheckPath", "Port", "Protocol",
                                                   "TargetType", "VpcId"};
  return std::ranges::find(always, property) != always.end();
}

/// Writes the props of one target group.
class TargetGroupWriter {
 public:
  TargetGroupWriter(const Element& element, Plan& plan, Values& values, Comments& comments)
      : element_(element),
        properties_(*element.resource->properties),
        plan_(plan),
        values_(values),
        props_(element, values, comments) {}

  Code write() {
    health_check();
    if (const tmpl::Node* port = taken("Port")) props_.add(".port = ", said("Port", *port));
    word("Protocol", ".protocol = TargetProtocol::", "http", protocols);
    word("ProtocolVersion", ".protocol_version = TargetProtocolVersion::", "", versions);
    if (const tmpl::Node* name = taken("Name")) {
      props_.add(".target_group_name = ", props_.checked_text(*name, names_of("Name")));
    }
    word("TargetType", ".target_type = TargetType::", "ip", target_types);
    if (const tmpl::Node* id = taken("VpcId")) {
      props_.add(".vpc = ", vpc_with_id(element_, *id, plan_, values_));
    }
    return props_.take("TargetGroupProps");
  }

 private:
  const tmpl::Node* taken(std::string_view property) {
    const tmpl::Node* value = properties_.find(property);
    if (value == nullptr || !is_taken(property, *value, properties_)) return nullptr;
    props_.take_comments(property);
    return value;
  }

  const MemberNames& names_of(std::string_view property) {
    return *element_.type->props.find(property);
  }

  Code said(std::string_view property, const tmpl::Node& value) {
    return values_.forced_property(value, names_of(property));
  }

  template <std::size_t N>
  void word(std::string_view property, std::string_view member, std::string_view usual,
            const std::array<Words, N>& known) {
    const tmpl::Node* value = taken(property);
    const std::string_view found = word_for(value, known);
    if (found.empty() || found == usual) return;
    props_.add(member, token(std::string(found)));
  }

  void health_check() {
    std::vector<Code> members;
    const auto add = [&](std::string_view member, Code code) {
      members.push_back(wrapped(member, std::move(code)));
    };
    const auto add_number = [&](const Number& number) {
      if (const tmpl::Node* value = taken(number.property)) {
        add(number.member, said(number.property, *value));
      }
    };
    add_number(healthy);
    if (const tmpl::Node* matcher = taken("Matcher")) {
      add(".codes = ", values_.text(*matcher->find("HttpCode")));
    }
    add_number(interval);
    if (const tmpl::Node* path = taken("HealthCheckPath")) {
      add(".path = ", said("HealthCheckPath", *path));
    }
    if (const tmpl::Node* port = taken("HealthCheckPort")) {
      add(".port = ", token(std::string(port->text())));
    }
    if (const tmpl::Node* protocol = taken("HealthCheckProtocol")) {
      add(".protocol = TargetProtocol::", token(std::string(word_for(protocol, protocols))));
    }
    add_number(timeout);
    add_number(unhealthy);
    if (!members.empty()) props_.add(".health_check = ", braces({}, std::move(members)));
  }

  const Element& element_;
  const tmpl::Node& properties_;
  Plan& plan_;
  Values& values_;
  ConstructProps props_;
};

}  // namespace

bool is_target_group(const tmpl::ResourceEntry& resource, const Element* /*linked*/) {
  const tmpl::Node* properties = resource.properties;
  if (properties == nullptr || !properties->is(Kind::map) || properties->is_call()) return false;
  const tmpl::Node* port = properties->find("Port");
  const tmpl::Node* type = properties->find("TargetType");
  const tmpl::Node* vpc = properties->find("VpcId");
  return port != nullptr && (is_later(*port) || is_number(*port, 1, last_port)) &&
         !word_for(properties->find("Protocol"), protocols).empty() &&
         (type == nullptr || !word_for(type, target_types).empty()) && vpc != nullptr &&
         is_id_or_later(*vpc, "vpc-");
}

Code target_group_props(const Element& element, Plan& plan, Values& values, Comments& comments) {
  return TargetGroupWriter(element, plan, values, comments).write();
}

std::vector<Code> target_group_calls(const Element& element, Values& /*values*/) {
  if (element.resource->properties->find("TargetType") != nullptr) return {};
  return {token("resource().props.target_type = {}")};
}

std::vector<std::string_view> late_of_target_group(const tmpl::Node& properties) {
  std::vector<std::string_view> late;
  for (const tmpl::Member& each : properties.members()) {
    if (!is_taken(each.key(), each.value, properties)) late.push_back(each.key());
  }
  return late;
}

}  // namespace omnitrack::importing
