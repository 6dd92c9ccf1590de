#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/sam/values.hpp"
#include "omnitrack/codes.hpp"
#include "support/edit_distance.hpp"
#include "support/letters.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::may_have_more;
using meaning::sam::may_be_call;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// What the transform writes into templates for itself, which some keep.
constexpr std::string_view internal = "__";

bool is_whole(const Node& number) {
  return number.text().find_first_of(".eE") == std::string_view::npos;
}

// The part of a form before the next `|` that is in no brackets.
std::string_view first_of(std::string_view forms) {
  int depth = 0;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    if (forms[i] == '[' || forms[i] == '{') ++depth;
    if (forms[i] == ']' || forms[i] == '}') --depth;
    if (forms[i] == '|' && depth == 0) return forms.substr(0, i);
  }
  return forms;
}

bool fits(std::string_view forms, const Node& value);

bool fits_one(std::string_view form, const Node& value) {
  const std::string_view inner =
      form.size() > 2 ? form.substr(1, form.size() - 2) : std::string_view();
  switch (form.front()) {
    case '[':
      return value.is(Kind::list) && std::ranges::all_of(value.items(), [inner](const Node& item) {
               return fits(inner, item);
             });
    case '{':
      return value.is(Kind::map) &&
             std::ranges::all_of(value.members(), [inner](const Member& member) {
               return fits(inner, member.value);
             });
    case 'a':
      return true;
    case 't':
      return value.is(Kind::string);
    case 'm':
      return value.is(Kind::map);
    case 'l':
      return value.is(Kind::list);
    case 'f':
      return value.is(Kind::boolean);
    default:
      return value.is(Kind::boolean) || (value.is(Kind::number) && is_whole(value));
  }
}

bool fits(std::string_view forms, const Node& value) {
  while (!forms.empty()) {
    const std::string_view form = first_of(forms);
    if (fits_one(form, value)) return true;
    forms.remove_prefix(std::min(forms.size(), form.size() + 1));
  }
  return false;
}

std::string in_words(std::string_view forms) {
  std::string words;
  while (!forms.empty()) {
    const std::string_view form = first_of(forms);
    if (!words.empty()) words += " or ";
    switch (form.front()) {
      case '[':
        words += "a list, each item " + in_words(form.substr(1, form.size() - 2));
        break;
      case '{':
        words += "a map, each value " + in_words(form.substr(1, form.size() - 2));
        break;
      default:
        words += form == "flag"      ? "a boolean"
                 : form == "integer" ? "a whole number"
                                     : "a " + std::string(form);
    }
    forms.remove_prefix(std::min(forms.size(), form.size() + 1));
  }
  return words;
}

/// Descends into the properties of one subject.
class Shapes {
 public:
  Shapes(const SamContext& context, const SamSubject& subject)
      : context_(context), subject_(subject) {}

  void check_members(const Node& map, const Node& known, bool is_closed, const Member* place) {
    if (may_have_more(map)) return;
    for (const Member& each : map.members()) {
      if (const Node* facts = known.find(each.key())) {
        check_member(each, *facts);
      } else if (is_closed && !each.key().starts_with(internal)) {
        context_.error_at_key(codes::OT5004, each,
                              owner(place) + " has no property " + sam_quoted(each.key()),
                              did_you_mean(each.key(), keys_of(known)));
      }
    }
    for (const Member& each : known.members()) {
      if (each.value.find("required") == nullptr) continue;
      // What an event leaves out here, the implicit API stands for.
      const Node* api = subject_.facts.find("api");
      if (api != nullptr && api->text() == each.key()) continue;
      const Node* given = map.find(each.key());
      if (given != nullptr && !given->is(Kind::null)) continue;
      context_.error_at_key(codes::OT5005, place == nullptr ? subject_.place : *place,
                            owner(place) + " needs " + sam_quoted(each.key()));
    }
  }

 private:
  [[nodiscard]] std::string owner(const Member* place) const {
    if (place != nullptr) return sam_quoted(place->key());
    return subject_.is_event ? "an event of type " + sam_quoted(subject_.type)
                             : std::string(subject_.type);
  }

  void check_member(const Member& member, const Node& facts) {
    if (member.value.is(Kind::null)) return;
    if (facts.find("gone") != nullptr) {
      context_.error_at_key(codes::OT5004, member,
                            "SAM no longer takes " + sam_quoted(member.key()));
      return;
    }
    check_value(member, member.value, facts);
  }

  // SAM fills in parameters by itself, with two of the pseudo parameters among them.
  [[nodiscard]] bool is_filled_in(const Node& value) const {
    if (!value.calls(tmpl::Function::ref)) return false;
    const std::string_view name = value.argument().text();
    return context_.index.find_parameter(name) != nullptr || name == "AWS::Region" ||
           name == "AWS::Partition";
  }

  [[nodiscard]] bool takes_call(const Node& value, const Node& facts) const {
    const Node* literal = facts.find("literal");
    return literal == nullptr || (literal->text() == "parameter" && is_filled_in(value));
  }

  void check_value(const Member& member, const Node& value, const Node& facts) {
    const bool takes_calls = takes_call(value, facts);
    if (value.is_call() && facts.find("noCall") != nullptr) {
      context_.error(
          codes::OT5006, value,
          sam_quoted(member.key()) + " must be written out, as SAM takes no function here");
      return;
    }
    if (takes_calls && value.is_call()) return;
    const Node* takes = facts.find("takes");
    if (takes != nullptr && !(takes_calls && may_be_call(value)) && !fits(takes->text(), value)) {
      const bool is_single = takes->text().starts_with('[') && !value.is(Kind::list);
      context_.error(
          codes::OT5006, value,
          sam_quoted(member.key()) + " must be " + in_words(takes->text()) + ", not " +
              (is_single || !takes->text().starts_with('[') ? sam_words(value) : "what it holds"),
          !takes_calls && value.is_call()
              ? (facts.find("literal")->text() == "parameter"
                     ? "SAM takes a Ref of a parameter here, and no other function"
                     : "SAM takes no function here")
          : is_single ? "write it as a list, even of one"
                      : "");
      return;
    }
    if (value.is_scalar()) check_choice(member, value, facts);
    if (value.is_call()) return;
    const Node* below = facts.find("properties");
    if (below != nullptr && value.is(Kind::map)) {
      check_members(value, *below, facts.find("closed") != nullptr, &member);
    }
    const Node* each = facts.find("each");
    if (each == nullptr) return;
    for (const Node& item : value.items()) check_value(member, item, *each);
    for (const Member& below_it : value.members()) check_member(below_it, *each);
  }

  void check_choice(const Member& member, const Node& value, const Node& facts) {
    const Node* among = facts.find("among");
    if (among == nullptr || meaning::is_dynamic(value)) return;
    const bool ignores_case = facts.find("ignoresCase") != nullptr;
    std::vector<std::string_view> allowed;
    for (const Node& each : among->items()) {
      if (each.text() == value.text()) return;
      if (ignores_case && support::same_but_for_case(each.text(), value.text())) return;
      allowed.push_back(each.text());
    }
    std::string all;
    for (const std::string_view each : allowed) (all += all.empty() ? "" : ", ") += each;
    context_.error(codes::OT5007, value,
                   sam_quoted(value.text()) + " is none of the values of " +
                       sam_quoted(member.key()) + ": " + all,
                   did_you_mean(value.text(), allowed));
  }

  const SamContext& context_;
  const SamSubject& subject_;
};

}  // namespace

void check_sam_properties(const SamContext& context, const SamSubject& subject) {
  Shapes(context, subject)
      .check_members(subject.properties, *subject.facts.find("properties"),
                     subject.facts.find("open") == nullptr, nullptr);
}

}  // namespace omnitrack::validate
