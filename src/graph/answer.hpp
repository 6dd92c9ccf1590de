#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::graph {

/// How a question about a template is answered; in order, so that of steps that all have to succeed
/// the least decides, and of ways that each suffice the greatest.
enum class Verdict : std::uint8_t { no, perhaps, yes };

/// `no`, `perhaps` or `yes`.
std::string_view name_of(Verdict verdict);

/// What kind of rule an answer rests on.
enum class RuleKind : std::uint8_t {
  address,          ///< an address that the internet can, or cannot, reach
  route,            ///< a route, or that there is none
  network_acl,      ///< an entry of a network ACL
  security_group,   ///< a rule of a security group
  endpoint,         ///< a VPC endpoint
  forwarding,       ///< a listener that forwards to a target
  service,          ///< what a service does by itself
  policy,           ///< a statement of a policy of who acts
  boundary,         ///< a permissions boundary
  resource_policy,  ///< a statement of a policy of what is acted on
  setting,          ///< another setting of a resource
};

/// The name of a kind in reports, e.g. `security group`.
std::string_view name_of(RuleKind kind);

/// One step of an answer: a rule, what it says to the question, and where it stands.
struct Reason {
  RuleKind kind = RuleKind::service;
  Verdict says = Verdict::no;
  std::string resource = {};  ///< the logical id; empty where no resource says it
  std::string pointer = {};   ///< to the rule in its resource, a JSON pointer
  std::string words = {};     ///< one clause, for a person
  std::string when = {};      ///< the conditions under which it holds; empty where it always does

  friend bool operator==(const Reason&, const Reason&) = default;
};

/// An answer, with the rules that it rests on in the order in which they are met.
struct Answer {
  Verdict verdict = Verdict::no;
  std::vector<Reason> reasons = {};
  std::vector<std::string> unknowns = {};  ///< what a `perhaps` depends on, each once

  /// Adds a step that has to succeed too.
  void require(Reason step, std::string unknown = {});
  /// Adds all steps of an answer that has to be yes too.
  void require(const Answer& other);
};

/// The answer of an empty chain of steps.
inline Answer open_answer() { return {.verdict = Verdict::yes}; }

/// What is answered for each of some items.
template <class Items, class Ask>
std::vector<Answer> answers_for(const Items& items, const Ask& ask) {
  std::vector<Answer> answers;
  answers.reserve(items.size());
  for (const auto& each : items) answers.push_back(ask(each));
  return answers;
}

/// The best of several ways; where none succeeds, why each fails.
Answer any_of(std::vector<Answer> ways);

/// What holds of several cases alike: yes or no where all agree, else perhaps, which depends on
/// what tells the cases apart.
Answer each_of(std::vector<Answer> cases, const std::string& depends_on);

}  // namespace omnitrack::graph
