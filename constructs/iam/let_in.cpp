#include "let_in.hpp"

#include "../other_stack.hpp"
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack::iam {

std::string_view account_of(const Value<std::string>& arn) {
  std::string_view rest = arn.literal_text();
  for (int colon = 0; colon < 4; ++colon) {
    const std::size_t at = rest.find(':');
    if (at == rest.npos) return {};
    rest.remove_prefix(at + 1);
  }
  return rest.substr(0, rest.find(':'));
}

bool has_child(const Construct& parent, std::string_view id) {
  const Construct* each = parent.first_child();
  while (each != nullptr && each->id() != id) each = each->next_sibling();
  return each != nullptr;
}

std::string id_of(const Value<std::string>& arn) {
  const std::string_view text = arn.literal_text();
  const std::string_view account = account_of(arn);
  const std::size_t begin =
      account.empty() ? 0 : static_cast<std::size_t>(account.data() - text.data());
  std::string id;
  for (const char c : text.substr(begin)) {
    if (detail::is_letter_or_digit(c)) id += c;
  }
  return id;
}

bool is_of_other_account(const Stack& stack, const Value<std::string>& arn) {
  const std::string_view account = account_of(arn);
  return !account.empty() && !stack.fixed_account().empty() && account != stack.fixed_account();
}

Value<std::string> granted_besides(const Construct& resource, Grantee& grantee,
                                   const PolicyStatement& statement) {
  if (!grantee.takes_policies()) return grantee.grantee_arn();
  grantee.add_to_policy(statement);
  const std::string_view own = resource.stack().fixed_account();
  if (own.empty()) return {};
  const Value<std::string> arn = grantee.grantee_arn();
  const Construct* owner = found_in_other_stack(resource, arn.node());
  if (owner == nullptr) return {};
  const std::string_view account = owner->stack().fixed_account();
  return account.empty() || account == own ? Value<std::string>() : Value<std::string>(account);
}

void refuse_foreign(const Construct& grantee, std::string_view account) {
  grantee.error(codes::OT2207,
                "policies of this stack give no rights in the account " + std::string(account),
                "let its owner give it what is granted here; buckets, queues, topics, keys and the "
                "like let it in by their own policies");
}

}  // namespace omnitrack::iam
