#include "omnitrack/iam/account.hpp"

#include <algorithm>

#include "../imported.hpp"
#include "let_in.hpp"
#include <omnitrack/characters.hpp>

namespace omnitrack {

/// What an account is made of.
struct ImportedAccountProps {
  using Makes = Account;
  Id id;
  Value<std::string> number;
};

namespace {

bool is_account_number(std::string_view text) {
  return text.size() == 12 && std::all_of(text.begin(), text.end(), detail::is_digit);
}

}  // namespace

Account::Account(Attach at, const ImportedAccountProps& props)
    : Construct(std::move(at)), number_(props.number) {
  check_imported(*this, number_, is_account_number(number_.literal_text()),
                 "the number of an account", "it has 12 digits");
}

Account& Account::from_number(Construct& scope, const Id& id, const Value<std::string>& number) {
  return scope.add(ImportedAccountProps{.id = id, .number = number});
}

void Account::add_to_policy(const PolicyStatement& /*statement*/) {
  iam::refuse_foreign(*this, number_.literal_text());
}

}  // namespace omnitrack
