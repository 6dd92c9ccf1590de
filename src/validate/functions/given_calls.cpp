#include "validate/functions/given_calls.hpp"

#include <optional>
#include <vector>

#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"

namespace omnitrack::validate {

namespace {

using support::quoted;
using tmpl::Function;
using tmpl::Member;
using tmpl::Node;

class GivenCalls {
 public:
  GivenCalls(const meaning::GivenTemplate& given, Reporter& report)
      : given_(given), report_(report) {}

  void check() {
    if (given_.index().may_have_unseen() || !given_.index().loops().empty()) return;
    for (const tmpl::ResourceEntry& each : given_.index().resources()) {
      if (each.properties == nullptr) continue;
      check_value(*each.properties, each.member->value.find("Condition") != nullptr);
    }
    for (const Member& each : given_.index().outputs()) {
      check_value(each.value, each.value.find("Condition") != nullptr);
    }
  }

 private:
  /// `may_be_out`: whether a condition that is not decided may leave the value out.
  void check_value(const Node& value, bool may_be_out) {
    if (value.is_scalar()) return;
    if (value.calls(Function::find_in_map)) check_look_up(value.argument(), may_be_out);
    if (value.calls(Function::if_)) may_be_out = true;
    if (!may_be_out) {
      meaning::for_each_name(value, [&](const meaning::Name& name) { check_name(name, value); });
    }
    for (const Node& each : value.items()) check_value(each, may_be_out);
    for (const Member& each : value.members()) check_value(each.value, may_be_out);
  }

  void check_look_up(const Node& arguments, bool may_be_out) {
    const meaning::LookUp found = meaning::look_up(given_.index(), arguments);
    if (arguments.items().size() != 3 || found.mapping == nullptr || !found.first ||
        meaning::may_have_more(found.mapping->value)) {
      return;
    }
    if (found.row == nullptr) {
      tell_missing(arguments.items()[1], found.mapping->value, *found.first, may_be_out,
                   "the mapping " + quoted(found.mapping->key()));
    } else if (found.value == nullptr && found.second && !meaning::may_have_more(*found.row)) {
      tell_missing(arguments.items()[2], *found.row, *found.second, may_be_out,
                   quoted(*found.first) + " of the mapping " + quoted(found.mapping->key()));
    }
  }

  void tell_missing(const Node& key, const Node& map, std::string_view text, bool may_be_out,
                    const std::string& where) {
    // What is written out is told of the template as it is written.
    if (given_.parameters_in(key.begin, key.end).empty()) return;
    std::vector<std::string_view> keys;
    for (const Member& each : map.members()) keys.push_back(each.key());
    report_.report(may_be_out ? as_warning(codes::OT4317) : as_error(codes::OT4317), key.begin,
                   key.end, Path(), where + " has no key " + quoted(text),
                   did_you_mean(text, keys));
  }

  void check_name(const meaning::Name& name, const Node& call) {
    if (name.of != meaning::Name::Of::entry || given_.index().find_resource(name.text) != nullptr) {
      return;
    }
    const tmpl::ResourceEntry* left_out = given_.written().find_resource(name.text);
    if (left_out == nullptr) return;
    report_.error(codes::OT4310, call, Path(),
                  quoted(name.text) + " is not made with these values: its condition " +
                      quoted(meaning::condition_of(*left_out)) + " does not hold",
                  "give this the same condition, or choose by 'Fn::If'");
  }

  const meaning::GivenTemplate& given_;
  Reporter& report_;
};

}  // namespace

void check_given_calls(const meaning::GivenTemplate& given, Reporter& report) {
  GivenCalls(given, report).check();
}

bool is_decided(const meaning::GivenTemplate& given, const Finding& finding) {
  return given.decides_all() && finding.code == codes::OT4322.text();
}

}  // namespace omnitrack::validate
