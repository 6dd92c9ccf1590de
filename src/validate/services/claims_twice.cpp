#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "meaning/claims.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/fingerprint.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Claim;
using tmpl::ResourceEntry;

/// Whether a value names what SAM makes under a name that only SAM knows.
bool names_pattern(const tmpl::Node& value) {
  bool is_one = false;
  meaning::for_each_name_in(value, [&is_one](const meaning::Name& name) {
    is_one |= name.text.ends_with('#') || name.text.ends_with('*');
  });
  return is_one;
}

bool excludes_others(const Claim& claim) {
  return !claim.has_rule && !claim.goes_with_other && !claim.may_be_shared &&
         std::ranges::none_of(claim.values,
                              [](const tmpl::Node* each) { return names_pattern(*each); });
}

/// The resources that may claim what another one claims, found without a word of text: most
/// templates have none.
class Rivals {
 public:
  explicit Rivals(const tmpl::Index& index) : resources_(index.resources()) {
    for (std::size_t i = 0; i < resources_.size(); ++i) add(i);
    std::ranges::sort(prints_);
    for (std::size_t i = 1; i < prints_.size(); ++i) {
      if (prints_[i].first != prints_[i - 1].first) continue;
      places_.push_back(prints_[i - 1].second);
      places_.push_back(prints_[i].second);
    }
    add_families();
    std::ranges::sort(places_);
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  }

  /// Their places, in order.
  [[nodiscard]] const std::vector<std::size_t>& places() const { return places_; }

 private:
  void add(std::size_t place) {
    const ResourceEntry& resource = resources_[place];
    for (const schema::Unique& each : schema::facts_of<schema::Unique>(resource.type_name)) {
      if (each.has_rule || each.goes_with_other) continue;
      const std::string_view family = meaning::claiming_family(resource.type_name);
      meaning::Fingerprint print;
      print.add(family);
      print.add(each.where_set);
      const Readable readable = add_values(each, resource, print);
      if (readable == Readable::as_one) prints_.emplace_back(print.value, place);
      if (readable == Readable::as_several && !is_of_several(family)) families_.push_back(family);
    }
  }

  /// As several where lists, conditions or the spelling make more than one number of it.
  enum class Readable : std::uint8_t { as_nothing, as_one, as_several };

  static Readable add_values(const schema::Unique& fact, const ResourceEntry& resource,
                             meaning::Fingerprint& print) {
    Readable readable = fact.form.empty() ? Readable::as_one : Readable::as_several;
    for (std::uint32_t i = 0; i < fact.properties.size(); ++i) {
      std::string_view way = fact.properties[i];
      const tmpl::Node* value = resource.properties;
      while (value != nullptr && !way.empty()) {
        if (value->is_call() || way.front() == '*') {
          readable = Readable::as_several;
          break;
        }
        const std::size_t slash = std::min(way.find('/'), way.size());
        value = meaning::find_value(value, way.substr(0, slash));
        way.remove_prefix(std::min(slash + 1, way.size()));
      }
      if (value == nullptr) {
        if (i < fact.required) return Readable::as_nothing;
        continue;
      }
      if (value->calls(tmpl::Function::if_)) readable = Readable::as_several;
      add_value(*value, print);
    }
    return readable;
  }

  /// Calls that name the same are alike here, however they are written.
  static void add_value(const tmpl::Node& value, meaning::Fingerprint& print) {
    if (value.is_scalar()) return print.add(value.text());
    meaning::for_each_name_in(value, [&print](const meaning::Name& name) { print.add(name.text); });
  }

  void add_families() {
    if (families_.empty()) return;
    for (std::size_t i = 0; i < resources_.size(); ++i) {
      const std::string_view family = meaning::claiming_family(resources_[i].type_name);
      if (is_of_several(family)) places_.push_back(i);
    }
  }

  /// Among the families that were met, of which there are as few as there are types.
  [[nodiscard]] bool is_of_several(std::string_view family) const {
    return std::ranges::find(families_, family) != families_.end();
  }

  std::span<const ResourceEntry> resources_;
  std::vector<std::pair<std::uint64_t, std::size_t>> prints_;
  std::vector<std::string_view> families_;
  std::vector<std::size_t> places_;
};

void report_at(Reporter& report, const Claim& claim, std::string_view way, const Path& at,
               const std::string& message, const std::string& hint) {
  if (way.empty()) return report.error(codes::OT4690, *claim.shown, at, message, hint);
  const std::size_t slash = std::min(way.find('/'), way.size());
  const Path next(at, way.substr(0, slash));
  report_at(report, claim, way.substr(std::min(slash + 1, way.size())), next, message, hint);
}

void report_twice(const Context& context, const ResourceEntry& resource, const Claim& claim,
                  const ResourceEntry& owner) {
  const std::string message =
      claim.text + " is already that of '" + std::string(owner.logical_id) + "'";
  const std::string hint = claim.is_name ? "give each a name of its own, or keep one of the two"
                                         : "there can be one only: keep one of the two";
  const Path root;
  const Path section(root, "Resources");
  const Path at(section, resource.logical_id);
  if (claim.shown == nullptr) {
    return context.report.error_at_key(codes::OT4690, *resource.member, at, message, hint);
  }
  const Path properties(at, "Properties");
  report_at(context.report, claim, claim.way, properties, message, hint);
}

}  // namespace

void check_claims_twice(const Context& context) {
  std::unordered_map<std::string, std::vector<const ResourceEntry*>> claimed;
  const Rivals rivals(context.index);
  for (const std::size_t place : rivals.places()) {
    const ResourceEntry* resource = &context.index.resources()[place];
    for (const Claim& claim : meaning::claims_of(context.index, *resource)) {
      if (!excludes_others(claim)) continue;
      auto& owners = claimed[claim.key];
      const auto owner = std::ranges::find_if(owners, [&](const ResourceEntry* each) {
        return each != resource && meaning::always_meet(context.index, *each, *resource);
      });
      if (owner != owners.end()) report_twice(context, *resource, claim, **owner);
      owners.push_back(resource);
    }
  }
}

}  // namespace omnitrack::validate
