#include "grants_policy.hpp"

#include <algorithm>

#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack::iam {

std::string grants_policy_name(const Construct& grantee, bool is_imported) {
  if (!is_imported) return "DefaultPolicy";
  constexpr std::size_t longest = 128;
  std::string name = grantee.path();
  for (char& c : name) {
    if (!detail::has_only_letters_digits_and("_+=,.@-", {&c, 1})) c = '-';
  }
  if (name.size() > longest) name.erase(0, name.size() - longest);
  return name;
}

void refuse_name(const Construct& at, std::string_view name, std::string_view kind,
                 std::size_t longest) {
  std::string message = "'";
  message.append(name).append("' is not a name for ").append(kind);
  at.error(codes::OT3901, message,
           "use 1 to " + std::to_string(longest) + " letters, digits and '_+=,.@-'");
}

}  // namespace omnitrack::iam
