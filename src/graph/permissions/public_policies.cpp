#include "graph/permissions/public_policies.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "meaning/ip_network.hpp"

namespace omnitrack::graph {

namespace {

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html,
// "The meaning of public"
constexpr std::array<std::string_view, 9> limiting_keys{
    "aws:sourcearn",      "aws:sourcevpc",     "aws:sourcevpce",
    "aws:sourceowner",    "aws:sourceaccount", "aws:sourceip",
    "aws:principalorgid", "aws:userid",        "s3:dataaccesspointarn"};

bool is_fixed(std::string_view key, std::string_view value) {
  if (key != "aws:sourceip") return value.find_first_of("*?$") == std::string_view::npos;
  const auto network = meaning::IpNetwork::parse(value);
  // A single address has no prefix.
  return !network || network->prefix() >= (network->is_v6() ? 32U : 8U);
}

bool is_limit(const diff::Test& test) {
  if (std::ranges::find(limiting_keys, test.key) == limiting_keys.end()) return false;
  const bool may_be_absent = test.operation.ends_with("ifexists");
  const bool is_negation = test.operation.find("not") != std::string::npos;
  return !may_be_absent && !is_negation && !test.values.empty() &&
         std::ranges::all_of(test.values, [&test](const diff::Pattern& value) {
           return is_fixed(test.key, value.shown);
         });
}

}  // namespace

bool makes_public(const diff::Statement& statement) {
  const auto is_everybody = [](const diff::Pattern& who) { return who.is_everything(); };
  const bool names_everybody =
      statement.who.is_negated || std::ranges::any_of(statement.who.patterns, is_everybody);
  return statement.allows && names_everybody && std::ranges::none_of(statement.tests, is_limit);
}

}  // namespace omnitrack::graph
