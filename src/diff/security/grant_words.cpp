#include "diff/security/grant_words.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "support/letters.hpp"
#include "support/listed.hpp"

namespace omnitrack::diff {

using meaning::covers;
using meaning::Symbols;

namespace {

constexpr std::size_t most_actions = 3;
constexpr std::size_t most_places = 2;
constexpr std::size_t most_phrases = 3;

/// What some units have in common.
struct Phrase {
  SecurityKind kind = SecurityKind::permissions;
  std::string subject = {};
  std::vector<std::string> actions = {};
  std::vector<std::string> places;
  std::string note;
  const Unit* first = nullptr;  ///< the others have its conditions and its doubt
};

bool is_everybody(const Names& who) {
  return who.is_negated || std::ranges::any_of(who.patterns, &Pattern::is_everything);
}

/// The 12 digits in an account's or an ARN's text; empty where there are none.
std::string_view account_in(std::string_view text) {
  for (std::size_t at = 0; at + 12 <= text.size(); ++at) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view part = text.substr(at, 12);
    if (std::ranges::all_of(part, is_digit)) return part;
  }
  return {};
}

std::string principal_words(const Telling& telling, const Pattern& principal) {
  if (principal.is_everything()) return "anybody";
  const std::size_t blank = principal.shown.find(' ');
  const std::string kind = principal.shown.substr(0, blank);
  const std::string name = principal.shown.substr(blank + 1);
  if (kind == "Service") return "the service " + name;
  if (kind == "Federated") return "whom " + name + " signs in";
  if (name == "${AWS::AccountId}") return "this account";
  if (name.size() == 12 && account_in(name) == name) return "the account " + name;
  const auto* entry = telling.index == nullptr ? nullptr : telling.index->find_resource(name);
  if (entry != nullptr) return described(*entry);
  const std::string_view account = account_in(name);
  return account.empty() ? name : name + " of the account " + std::string(account);
}

std::string subject_words(const Telling& telling, const Unit& unit) {
  if (telling.role == PolicyRole::identity) {
    if (telling.holder == nullptr || telling.holder->logical_id == unit.of->in->logical_id) {
      return {};
    }
    return described(*telling.holder);
  }
  std::vector<std::string> names;
  for (const Pattern& each : unit.who->patterns) names.push_back(principal_words(telling, each));
  return (unit.who->is_negated ? "everybody but " : "") + support::listed(names, most_places);
}

std::string action_words(const Names& what) {
  std::vector<std::string> names;
  for (const Pattern& each : what.patterns) {
    if (each.is_everything()) return what.is_negated ? "nothing" : "do anything";
    names.push_back(each.shown.ends_with(":*")
                        ? each.shown + " (every action of " +
                              each.shown.substr(0, each.shown.size() - 2) + ")"
                        : each.shown);
  }
  return (what.is_negated ? "do anything but " : "") + support::listed(names, most_actions);
}

std::string place_words(const Telling& telling, const Names& where) {
  std::vector<std::string> names;
  for (const Pattern& each : where.patterns) {
    const auto* entry =
        telling.index == nullptr ? nullptr : telling.index->find_resource(each.shown);
    if (entry != nullptr) {
      names.push_back(described(*entry));
    } else if (!each.is_everything()) {
      names.push_back(each.shown);
    } else if (telling.role == PolicyRole::identity || telling.holder == nullptr) {
      names.emplace_back("everything");
    } else {
      names.push_back(described(*telling.holder));
    }
  }
  return (where.is_negated ? "everything but " : "") + support::listed(names, most_places);
}

bool is_without_tls(const Test& test) {
  return test.key == "aws:securetransport" && test.operation.starts_with("bool") &&
         std::ranges::all_of(test.values, [](const Pattern& each) {
           return support::same_but_for_case(each.shown, "false");
         });
}

std::string condition_words(const Unit& unit) {
  std::vector<std::string> keys;
  bool is_plain = false;
  for (const Test& each : unit.of->tests) {
    if (is_without_tls(each)) {
      is_plain = true;
    } else {
      keys.push_back(each.shown);
    }
  }
  std::string words = is_plain ? " without TLS" : "";
  if (!keys.empty()) words += " under a condition on " + support::listed(keys, most_places);
  if (unit.is_relaxed && unit.granted == Granted::no) words += ", under fewer conditions";
  return words;
}

bool has_action(const Names& what, std::string_view action) {
  Symbols symbols;
  for (const char c : action) symbols += static_cast<unsigned char>(c);
  return std::ranges::any_of(what.patterns, [&](const Pattern& each) {
           return covers(each.symbols, symbols);
         }) != what.is_negated;
}

/// What a grant on everything comes to.
std::string note_on(const Unit& unit) {
  const bool is_everywhere =
      unit.where->is_negated || std::ranges::any_of(unit.where->patterns, &Pattern::is_everything);
  if (!is_everywhere || !unit.of->allows) return {};
  if (std::ranges::any_of(unit.what->patterns, &Pattern::is_everything)) return "an administrator";
  if (has_action(*unit.what, "iam:passrole")) return "it can hand any role to a service";
  if (has_action(*unit.what, "sts:assumerole")) return "it can take on any role that trusts it";
  if (has_action(*unit.what, "kms:decrypt")) return "it can use every key";
  return {};
}

bool is_assumption(const Telling& telling, const Unit& unit) {
  return telling.role == PolicyRole::trust && !unit.what->is_negated &&
         std::ranges::all_of(unit.what->patterns, [](const Pattern& each) {
           return support::to_lower(each.shown).starts_with("sts:assumerole");
         });
}

SecurityKind kind_of(const Telling& telling, const Unit& unit) {
  if (!unit.of->allows && std::ranges::any_of(unit.of->tests, is_without_tls)) {
    return SecurityKind::encryption;
  }
  const bool is_public = telling.role != PolicyRole::identity && unit.of->allows &&
                         is_everybody(*unit.who) && unit.of->tests.empty();
  return is_public ? SecurityKind::public_access : SecurityKind::permissions;
}

/// Texts one behind the other, such that other texts make another one.
std::string key_of(std::initializer_list<std::string_view> texts) {
  std::string key;
  for (const std::string_view each : texts) {
    key.append(std::to_string(each.size())).append(":").append(each);
  }
  return key;
}

std::vector<Phrase> by_place(const Telling& telling, const std::vector<Unit>& units) {
  std::vector<Phrase> phrases;
  phrases.reserve(units.size());
  std::unordered_map<std::string, std::size_t> phrase_of;
  std::set<std::pair<std::size_t, std::string>> met;  // the actions of phrases
  for (const Unit& unit : units) {
    if ((unit.granted == Granted::no) != telling.is_clear) continue;
    std::string note = telling.role == PolicyRole::identity ? note_on(unit) : std::string();
    Phrase phrase{.kind = kind_of(telling, unit),
                  .subject = subject_words(telling, unit),
                  .places = {place_words(telling, *unit.where)},
                  .note = note,
                  .first = &unit};
    std::string action = action_words(*unit.what);
    if (is_assumption(telling, unit)) {
      action = "assume it";
      phrase.places.clear();
    }
    const std::string kind = std::to_string(static_cast<int>(phrase.kind));
    const std::string place = phrase.places.empty() ? std::string() : phrase.places.front();
    const auto [known, is_new] = phrase_of.try_emplace(
        key_of({kind, phrase.subject, place, condition_words(unit), unit.doubt}), phrases.size());
    if (is_new) phrases.push_back(std::move(phrase));
    Phrase& into = phrases[known->second];
    if (met.emplace(known->second, action).second) into.actions.push_back(std::move(action));
    if (into.note.empty()) into.note = std::move(note);
  }
  return phrases;
}

/// Phrases that differ in their places only become one.
std::vector<Phrase> joined(std::vector<Phrase> phrases) {
  std::vector<Phrase> result;
  result.reserve(phrases.size());
  std::unordered_map<std::string, std::size_t> phrase_of;
  for (Phrase& phrase : phrases) {
    const std::string kind = std::to_string(static_cast<int>(phrase.kind));
    std::string key =
        key_of({kind, phrase.subject, condition_words(*phrase.first), phrase.first->doubt});
    for (const std::string& each : phrase.actions) key += key_of({each});
    const auto [known, is_new] = phrase_of.try_emplace(std::move(key), result.size());
    if (is_new) {
      result.push_back(std::move(phrase));
    } else {
      // Of phrases that are alike otherwise, no two are of one place.
      std::ranges::move(phrase.places, std::back_inserter(result[known->second].places));
    }
  }
  return result;
}

std::string actions_of(const Phrase& phrase) {
  const std::vector<std::string>& actions = phrase.actions;
  if (actions.size() <= most_actions) return support::listed(actions, most_actions);
  return actions[0] + ", " + actions[1] + ", … (" + std::to_string(actions.size()) + " actions)";
}

/// What goes of a permission opens nothing, nor does what is denied newly, however unclear it is.
Direction direction_of(const Telling& telling) {
  if (telling.allows != telling.is_new) return Direction::tighter;
  return telling.is_clear ? Direction::wider : Direction::unclear;
}

std::string_view verb_of(const Telling& telling) {
  const bool is_clear = telling.is_clear;
  if (telling.allows) {
    if (telling.is_new) return is_clear ? "may now " : "may now perhaps ";
    return is_clear ? "may no longer " : "may perhaps no longer ";
  }
  if (telling.is_new) return is_clear ? "is now denied " : "is now perhaps denied ";
  return is_clear ? "is no longer denied " : "is perhaps no longer denied ";
}

/// One phrase; without the subject and the verb where those of the one before hold on.
std::string text_of(const Telling& telling, const Phrase& phrase, bool goes_on) {
  std::string text;
  if (!goes_on) {
    if (!phrase.subject.empty()) text = phrase.subject + ' ';
    text += verb_of(telling);
  }
  text += actions_of(phrase);
  if (!phrase.places.empty()) text += " on " + support::listed(phrase.places, most_places);
  text += condition_words(*phrase.first);
  if (!phrase.note.empty() && telling.is_new) text += " (" + phrase.note + ')';
  if (!phrase.first->doubt.empty()) text += "; " + phrase.first->doubt;
  return text;
}

/// What is worse comes first.
int weight(const Phrase& phrase) {
  if (phrase.subject == "anybody") return 0;
  if (phrase.subject.find("the account ") != std::string::npos) return 1;
  return phrase.note.empty() ? 3 : 2;
}

}  // namespace

void tell_units(const Telling& telling, const std::vector<Unit>& units, Rows& rows) {
  std::vector<Phrase> phrases = joined(by_place(telling, units));
  std::ranges::stable_sort(phrases, {}, weight);
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    // The first of its kind takes the others along.
    const SecurityKind kind = phrases[i].kind;
    const bool is_told = std::any_of(phrases.begin(), phrases.begin() + static_cast<long>(i),
                                     [&](const Phrase& each) { return each.kind == kind; });
    if (is_told) continue;
    std::string what;
    std::size_t count = 0;
    const Phrase* last = nullptr;
    for (const Phrase& each : phrases) {
      if (each.kind != kind || ++count > most_phrases) continue;
      const bool goes_on = last != nullptr && last->subject == each.subject;
      what += (count == 1 ? "" : "; ") + text_of(telling, each, goes_on);
      last = &each;
    }
    if (count > most_phrases) what += "; and " + std::to_string(count - most_phrases) + " more";
    const Statement& statement = *phrases[i].first->of;
    rows.add(direction_of(telling), kind, *statement.in, path_of(*statement.in, *statement.at),
             std::move(what));
  }
}

}  // namespace omnitrack::diff
