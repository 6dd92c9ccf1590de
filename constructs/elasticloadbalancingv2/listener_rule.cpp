#include <algorithm>
#include <string>

#include "../events/sender_id.hpp"
#include "../imported.hpp"
#include "../other_stack.hpp"
#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a listener that is made elsewhere is made of.
struct ImportedApplicationListenerProps {
  using Makes = ApplicationListener;
  Id id;
  ImportedApplicationListener known;
};

namespace {

namespace elbv2 = cfn::elasticloadbalancingv2;

// `…:listener/app/NAME/ID/LISTENER` becomes `…:loadbalancer/app/NAME/ID`.
Value<elbv2::LoadBalancerArn> load_balancer_arn(const Value<elbv2::ListenerArn>& listener) {
  constexpr std::string_view kind = ":listener/";
  const std::string_view text = listener.literal_text();
  const std::size_t at = text.find(kind);
  if (at != text.npos) {
    const std::string_view rest = text.substr(at + kind.size());
    return std::string(text.substr(0, at)) + ":loadbalancer/" +
           std::string(rest.substr(0, rest.rfind('/')));
  }
  const auto halves = fn::split(kind, as<std::string>(listener));
  const auto parts = fn::split("/", fn::select(1, halves));
  return as<elbv2::LoadBalancerArn>(concat(fn::select(0, halves), ":loadbalancer/",
                                           fn::select(0, parts), "/", fn::select(1, parts), "/",
                                           fn::select(2, parts)));
}

}  // namespace

ApplicationListener::ApplicationListener(Attach at, const ImportedApplicationListenerProps& props)
    : Construct(std::move(at)),
      load_balancer_(
          &ApplicationLoadBalancer::from_arn(*this, child("LoadBalancer"),
                                             {.arn = load_balancer_arn(props.known.arn),
                                              .security_groups = props.known.security_groups})),
      protocol_(props.known.protocol),
      arn_(props.known.arn) {
  check_imported(*this, as<std::string>(arn_),
                 arn_.literal_text().find(":listener/app/") != std::string_view::npos,
                 "the ARN of a listener of an application load balancer",
                 "it looks like arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/…");
}

ApplicationListener& ApplicationListener::from_arn(Construct& scope, const Id& id,
                                                   const ImportedApplicationListener& known) {
  return scope.add(ImportedApplicationListenerProps{.id = id, .known = known});
}

void ApplicationListener::add_certificates(std::string_view id,
                                           const CertificateLinks& certificates) {
  List<elbv2::listener_certificate::Certificate> list;
  for (const CertificateLink& each : certificates) {
    each.check_for_region(*this);
    list.add(elbv2::listener_certificate::Certificate{.certificate_arn = each.arn()});
  }
  add(elbv2::ListenerCertificateProps{
      .id = child(id), .certificates = list, .listener_arn = arn()});
}

// A service of a later stack uses what the listener's stack has, so that must not need its targets.
Construct& ApplicationListener::home_of(const ListenerRule& rule) {
  Construct* home = this;
  for (const auto& group : rule.action.target_groups()) {
    if (is_in_later_stack(*group, *home)) home = group.get();
  }
  return *home;
}

void ApplicationListener::add_rule(const ListenerRule& rule) {
  List<Json> conditions;
  for (const ListenerCondition& condition : rule.conditions) conditions.add(condition.json());
  Construct& home = home_of(rule);
  const std::string origin = &home == this ? "" : "From" + events::sender_id(*this, &home);
  auto& made = home.add(elbv2::ListenerRuleProps{
      .id = child(origin + std::string(rule.id)),
      .actions = as<elbv2::listener_rule::Action>(rule.action.actions()),
      .conditions = as<elbv2::listener_rule::RuleCondition>(conditions),
      .priority = rule.priority.value(),
      .listener_arn = arn(),
  });
  check_rule(rule);
  if (!rule.priority.is_set() || rule.priority.is_known()) {
    rules_.push_back({&made, rule.priority.number()});
  }
  connect(rule.action, made);
}

void ApplicationListener::check_rule(const ListenerRule& rule) const {
  const std::string name = "the rule '" + std::string(rule.id) + "'";
  if (rule.conditions.empty()) {
    error(codes::OT3437, name + " has no condition", "name one, or make it the default action");
  }
  const std::int64_t priority = rule.priority.number();
  const auto report = [&](const std::string& what, std::string_view hint) {
    error(codes::OT3432, "the priority of " + name + " " + what, hint);
  };
  if (rule.priority.is_broken()) report("is " + std::to_string(priority), "it is 1 to 50000");
  if (rule.action.authenticates() && protocol_ == ListenerProtocol::http) {
    error(codes::OT3431, "a listener for HTTP has its clients sign in",
          "set ListenerProtocol::https");
  }
  if (!rule.priority.is_set() && resource_ == nullptr) {
    report("is not known, since the listener is made elsewhere",
           "set a `priority` that none of its rules has");
  }
  const bool is_taken =
      priority != 0 && std::any_of(rules_.begin(), rules_.end(),
                                   [&](const Made& other) { return other.priority == priority; });
  if (is_taken) {
    report("is " + std::to_string(priority) + ", which another rule has",
           "give it another number, or leave `priority` out");
  }
}

void ApplicationListener::finish() {
  std::int64_t next = 0;
  for (const Made& rule : rules_) {
    if (rule.priority != 0) continue;
    const auto has_next = [&](const Made& other) { return other.priority == next; };
    do {
      ++next;
    } while (std::any_of(rules_.begin(), rules_.end(), has_next));
    rule.resource->props.priority = next;
  }
}

elbv2::Listener& ApplicationListener::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(elbv2::ListenerProps{
        .id = primary(),
        .default_actions = List<elbv2::listener::Action>(),
        .load_balancer_arn = load_balancer_->arn(),
    });
  }
  return *resource_;
}

}  // namespace omnitrack
