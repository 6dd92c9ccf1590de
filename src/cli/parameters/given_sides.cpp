#include "cli/parameters/given_sides.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "cli/parameters/template_values.hpp"
#include "meaning/known.hpp"

namespace omnitrack::cli {

namespace {

using meaning::GivenTexts;
using tmpl::Index;
using tmpl::ParameterEntry;
using Names = std::set<std::string_view>;

/// Gives the parts of a template what its nested stacks are handed.
void give_parts(SideTemplate& whole);

void give(SideTemplate& to, GivenTexts values) {
  if (values.empty()) return;
  to.given = std::make_shared<meaning::GivenTemplate>(to.document.index(), std::move(values));
  give_parts(to);
}

void give_parts(SideTemplate& whole) {
  for (SideTemplate& part : whole.parts) {
    const tmpl::ResourceEntry* stack = whole.index().find_resource(part.name);
    const tmpl::Node* handed =
        stack == nullptr ? nullptr : meaning::find_value(stack->properties, "Parameters");
    if (handed == nullptr) continue;
    GivenTexts values;
    for (const tmpl::Member& each : handed->members()) {
      const auto text = meaning::known_text(&each.value);
      if (!text) continue;
      values.emplace(each.key(), meaning::GivenText{std::string(*text), "the stack around it"});
    }
    give(part, std::move(values));
  }
}

std::optional<std::string_view> default_in(const Index& index, std::string_view name) {
  const ParameterEntry* parameter = index.find_parameter(name);
  return parameter == nullptr ? std::nullopt
                              : meaning::known_text(parameter->member->value.find("Default"));
}

/// Adds the defaults of parameters that are given nothing, where the other side has no other one.
void add_shared_defaults(const Index& own, const Index* other, const Names& left_open,
                         GivenTexts& values) {
  for (const ParameterEntry& each : own.parameters()) {
    const auto text = default_in(own, each.name);
    if (!text || values.contains(each.name) || left_open.contains(each.name)) continue;
    const bool is_shared = other == nullptr || other->find_parameter(each.name) == nullptr ||
                           default_in(*other, each.name) == text;
    if (!is_shared) continue;
    values.emplace(each.name, meaning::GivenText{std::string(*text), "its default"});
  }
}

/// The template of the same stack on the other side; one file goes with another, whatever they are
/// called.
SideTemplate* given_with(const SideTemplate& one, const Side& own, Side& other) {
  const auto found = std::ranges::find(other.templates, one.name, &SideTemplate::name);
  if (found != other.templates.end()) return &*found;
  const bool are_single = own.templates.size() == 1 && other.templates.size() == 1;
  return are_single ? &other.templates.front() : nullptr;
}

class Giving {
 public:
  Giving(const GivenParameters& given, const GivenParameters& given_old)
      : both_(given), old_(given_old) {}

  void hide_as_in(const std::vector<SideTemplate>& templates) {
    for (const SideTemplate& each : templates) {
      both_.hide_as_in(each.document.index());
      old_.hide_as_in(each.document.index());
      hide_as_in(each.parts);
    }
  }

  void give_pair(SideTemplate* before, SideTemplate* after) {
    GivenTexts was;
    GivenTexts is;
    Names were_open;
    Names are_open;
    if (before != nullptr) {
      TemplateValues& values = old_.is_any() ? old_ : both_;
      was = values_of(*before, values, Purpose::stack_before);
      were_open = values.left_open();
    }
    if (after != nullptr) {
      is = values_of(*after, both_, Purpose::stack_now);
      are_open = both_.left_open();
    }
    if (was.empty() && is.empty()) return;
    if (after != nullptr) {
      for (const auto& [name, value] : was) {
        if (after->document.index().find_parameter(name) != nullptr) is.emplace(name, value);
      }
      add_shared_defaults(after->document.index(),
                          before == nullptr ? nullptr : &before->document.index(), are_open, is);
      give(*after, std::move(is));
    }
    if (before != nullptr) {
      add_shared_defaults(before->document.index(),
                          after == nullptr ? nullptr : &after->document.index(), were_open, was);
      give(*before, std::move(was));
    }
  }

  bool show(const Console& console) {
    both_.report_unknown();
    old_.report_unknown();
    const bool is_fine = both_.show(console);
    return old_.show(console) && is_fine;
  }

 private:
  static GivenTexts values_of(const SideTemplate& of, TemplateValues& values, Purpose purpose) {
    validate::Findings none;
    return values.take(of.name, of.document.index(), purpose, none);
  }

  TemplateValues both_;
  TemplateValues old_;
};

}  // namespace

bool give_parameters(Side& before, Side& after, const GivenParameters& given,
                     const GivenParameters& given_old, const Console& console) {
  Giving giving(given, given_old);
  giving.hide_as_in(before.templates);
  giving.hide_as_in(after.templates);
  for (SideTemplate& each : after.templates) {
    giving.give_pair(given_with(each, after, before), &each);
  }
  for (SideTemplate& each : before.templates) {
    if (given_with(each, before, after) == nullptr) giving.give_pair(&each, nullptr);
  }
  return giving.show(console);
}

}  // namespace omnitrack::cli
