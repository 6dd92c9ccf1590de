#include "validate/functions/dynamic_reference_form.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "support/edit_distance.hpp"
#include "support/quoted.hpp"

namespace omnitrack::validate {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html

using Parts = std::span<const std::string_view>;

using support::quoted;

constexpr auto services = std::to_array<std::string_view>({"secretsmanager", "ssm", "ssm-secure"});
constexpr std::string_view secret_string = "SecretString";
constexpr std::size_t parts_of_a_secret_arn = 7;

bool has_variable(std::string_view text) { return text.find("${") != std::string_view::npos; }

/// What stands between the colons of a text, of which those in `${…}` are none.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with("${")) at = std::min(text.find('}', at), text.size() - 1);
    if (text[at] != ':') continue;
    parts.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::optional<FormFault> fault_of_parameter(std::string_view service, Parts parts) {
  const std::string form = "{{resolve:" + std::string(service) + ":name";
  if (parts.empty() || parts[0].empty()) {
    return FormFault{"the dynamic reference names no parameter of Systems Manager",
                     "write '" + form + "}}' or '" + form + ":version}}'"};
  }
  if (parts[0] == "arn") return std::nullopt;
  if (parts.size() > 2) {
    return FormFault{"after the version of a parameter nothing may follow",
                     "write '" + form + ":version}}'"};
  }
  if (parts.size() < 2 || has_variable(parts[1])) return std::nullopt;
  if (!parts[1].empty() && parts[1].find_first_not_of("0123456789") == std::string_view::npos) {
    return std::nullopt;
  }
  return FormFault{"the version of a parameter is a number, not " + quoted(parts[1]),
                   "leave it out for the newest version: '" + form + "}}'"};
}

std::optional<FormFault> fault_of_secret(Parts parts) {
  if (parts.empty() || parts[0].empty()) {
    return FormFault{"the dynamic reference names no secret",
                     "write '{{resolve:secretsmanager:name:SecretString:key}}'"};
  }
  if (parts[0] == "arn" && parts.size() < parts_of_a_secret_arn) return std::nullopt;
  const Parts rest = parts.subspan(parts[0] == "arn" ? parts_of_a_secret_arn : 1);
  if (rest.empty()) return std::nullopt;
  if (!rest[0].empty() && rest[0] != secret_string) {
    if (has_variable(rest[0]) || std::ranges::find(rest, secret_string) != rest.end()) {
      return std::nullopt;
    }
    return FormFault{"after a secret comes 'SecretString', not " + quoted(rest[0]),
                     "write '{{resolve:secretsmanager:name:SecretString:key}}'"};
  }
  constexpr std::size_t stage = 2;
  constexpr std::size_t version = 3;
  if (rest.size() > version + 1) {
    return FormFault{"after the version of a secret nothing may follow",
                     "write '{{resolve:secretsmanager:name:SecretString:key:stage:version}}'"};
  }
  if (rest.size() > version && !rest[stage].empty() && !rest[version].empty() &&
      !has_variable(rest[stage]) && !has_variable(rest[version])) {
    return FormFault{"a secret's stage and the id of its version exclude each other",
                     "leave one of them empty"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<FormFault> fault_of_form(std::string_view reference) {
  constexpr std::string_view opening = "{{resolve:";
  constexpr std::string_view closing = "}}";
  const std::vector<std::string_view> parts = parts_of(
      reference.substr(opening.size(), reference.size() - opening.size() - closing.size()));
  const Parts rest = Parts(parts).subspan(1);
  if (parts[0] == "ssm" || parts[0] == "ssm-secure") return fault_of_parameter(parts[0], rest);
  if (parts[0] == "secretsmanager") return fault_of_secret(rest);
  if (has_variable(parts[0])) return std::nullopt;
  std::string hint = support::did_you_mean(parts[0], services);
  if (hint.empty()) hint = "write 'ssm', 'ssm-secure' or 'secretsmanager'";
  return FormFault{"dynamic references read no service " + quoted(parts[0]), std::move(hint)};
}

}  // namespace omnitrack::validate
