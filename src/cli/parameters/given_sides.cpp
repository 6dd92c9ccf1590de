#include "cli/parameters/given_sides.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "cli/parameters/nested_values.hpp"
#include "cli/parameters/template_values.hpp"
#include "meaning/known.hpp"
#include "validate/document/given_rules.hpp"

namespace omnitrack::cli {

namespace {

using meaning::GivenTexts;
using tmpl::Index;
using tmpl::ParameterEntry;
using validate::Finding;
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
    if (stack != nullptr) give(part, meaning::handed_values(*stack).known);
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
    values.emplace(each.name,
                   meaning::GivenText{std::string(*text), std::string(meaning::default_source)});
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

/// The templates of a side, and which of them are nested in others.
class NestedSide {
 public:
  explicit NestedSide(const Side& side) : side_(side), nested_(written_in(side)) {}

  [[nodiscard]] const std::vector<std::size_t>& order() const { return nested_.order(); }

  /// What a template is handed, where it is nested in another one; `given` before it.
  [[nodiscard]] std::optional<meaning::HandedValues> handed_to(const SideTemplate* one) const {
    if (one == nullptr) return std::nullopt;
    const auto at = static_cast<std::size_t>(one - side_.templates.data());
    if (!nested_.is_nested(at)) return std::nullopt;
    return nested_.handed_to(
        at, [this](std::size_t other) -> const Index& { return side_.templates[other].index(); });
  }

 private:
  static std::vector<const Index*> written_in(const Side& side) {
    std::vector<const Index*> written;
    for (const SideTemplate& each : side.templates) written.push_back(&each.document.index());
    return written;
  }

  const Side& side_;
  NestedTemplates nested_;
};

bool same_handed(const meaning::HandedValues& one, const meaning::HandedValues& other) {
  return std::ranges::equal(one.known, other.known, [](const auto& left, const auto& right) {
    return left.first == right.first && left.second.text == right.second.text;
  });
}

/// Whether a rule asks for a default, of which it is not known that the stack has it.
bool rests_on_default(const meaning::GivenTemplate& given, const Finding& finding) {
  for (const tmpl::Member& rule : given.written().rules()) {
    const bool is_here = rule.value.begin <= finding.begin && finding.begin < rule.value.end;
    if (!is_here) continue;
    const auto asked = given.parameters_in(rule.value.begin, rule.value.end);
    return std::ranges::any_of(asked, [&given](std::string_view each) {
      return given.find(each)->source == meaning::default_source;
    });
  }
  return false;
}

class Giving {
 public:
  Giving(const Side& before, const Side& after, const GivenParameters& given,
         const GivenParameters& given_old)
      : before_(before), after_(after), both_(given), old_(given_old) {}

  [[nodiscard]] const NestedSide& after() const { return after_; }

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
    const auto were_handed = before_.handed_to(before);
    const auto are_handed = after_.handed_to(after);
    const bool is_any = old_.is_any() || both_.is_any();
    if (!is_any && (!were_handed || !are_handed || same_handed(*were_handed, *are_handed))) return;
    if (before != nullptr) {
      was = old_.is_any() ? values_of(*before, old_, Purpose::stack_before)
                          : values_of(*before, both_, Purpose::stack_before_by_new);
      were_open = (old_.is_any() ? old_ : both_).left_open();
    }
    if (after != nullptr) {
      is = values_of(*after, both_, Purpose::stack_now);
      are_open = both_.left_open();
    }
    if (were_handed) put_handed(*were_handed, before->document.index(), was);
    if (are_handed) put_handed(*are_handed, after->document.index(), is);
    if (was.empty() && is.empty()) return;
    if (after != nullptr && are_handed) {
      give(*after, std::move(is));
    } else if (after != nullptr) {
      keep(was, *after, is, are_open);
      add_shared_defaults(after->document.index(),
                          before == nullptr ? nullptr : &before->document.index(), are_open, is);
      give(*after, std::move(is));
      check_rules(*after, before == nullptr);
    }
    if (before != nullptr && were_handed) {
      give(*before, std::move(was));
    } else if (before != nullptr) {
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
  /// What a stack has it keeps where it is given nothing else.
  void keep(const GivenTexts& was, const SideTemplate& after, GivenTexts& is, Names& are_open) {
    for (const auto& [name, value] : was) {
      const ParameterEntry* parameter = after.document.index().find_parameter(name);
      if (parameter == nullptr || is.contains(name)) continue;
      if (!old_.is_any() || old_.check_kept(*parameter)) {
        is.emplace(name, value);
      } else {
        are_open.insert(parameter->name);
      }
    }
  }

  void check_rules(const SideTemplate& after, bool is_new) {
    if (after.given == nullptr) return;
    validate::Findings found;
    validate::Reporter report(after.document.source(), found);
    validate::check_given_rules(*after.given, report);
    for (Finding& each : found) {
      if (!is_new && rests_on_default(*after.given, each)) continue;
      both_.problems().push_back(std::move(each));
    }
  }

  static GivenTexts values_of(const SideTemplate& of, TemplateValues& values, Purpose purpose) {
    validate::Findings none;
    return values.take(of.name, of.document.index(), purpose, none);
  }

  NestedSide before_;
  NestedSide after_;
  TemplateValues both_;
  TemplateValues old_;
};

}  // namespace

bool give_parameters(Side& before, Side& after, const GivenParameters& given,
                     const GivenParameters& given_old, const Console& console) {
  Giving giving(before, after, given, given_old);
  giving.hide_as_in(before.templates);
  giving.hide_as_in(after.templates);
  for (const std::size_t at : giving.after().order()) {
    SideTemplate& each = after.templates[at];
    giving.give_pair(given_with(each, after, before), &each);
  }
  for (SideTemplate& each : before.templates) {
    if (given_with(each, before, after) == nullptr) giving.give_pair(&each, nullptr);
  }
  return giving.show(console);
}

}  // namespace omnitrack::cli
