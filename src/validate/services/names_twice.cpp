#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "meaning/name_claims.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/name_findings.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::NameClaim;
using meaning::NamePrint;

void report_name_claim(Reporter& report, FindingCode<Severity::error> code, const NameClaim& claim,
                       const std::string& owner) {
  const meaning::Path root;
  const meaning::Path section(root, "Resources");
  const meaning::Path resource(section, claim.resource->logical_id);
  const meaning::Path properties(resource, "Properties");
  const meaning::Path at(properties, claim.last_property);
  report.error(code, *claim.last_value, at,
               claim.name.empty()
                   ? owner + " already has the same " + claim.properties
                   : "the name '" + std::string(claim.name) + "' is already that of " + owner,
               "give each a name of its own, or keep one of the two");
}

namespace {

/// What the resources claim, without a word of text: most templates have no name twice.
class Suspects {
 public:
  explicit Suspects(const tmpl::Index& index) {
    const auto resources = index.resources();
    for (std::size_t i = 0; i < resources.size(); ++i) add(resources[i], i);
    std::ranges::sort(prints_);
    for (std::size_t i = 1; i < prints_.size(); ++i) {
      if (prints_[i].first != prints_[i - 1].first) continue;
      places_.push_back(prints_[i - 1].second);
      places_.push_back(prints_[i].second);
    }
    for (std::size_t i = 0; !types_.empty() && i < resources.size(); ++i) {
      const bool is_one = std::ranges::find(types_, resources[i].type_name) != types_.end();
      if (is_one) places_.push_back(i);
    }
    std::ranges::sort(places_);
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  }

  /// The resources that may share a name, in order.
  [[nodiscard]] const std::vector<std::size_t>& places() const { return places_; }

 private:
  void add(const tmpl::ResourceEntry& resource, std::size_t place) {
    const NamePrint print = meaning::name_print(resource);
    if (print.has_several) {
      // All resources of the type are compared in full.
      types_.push_back(resource.type_name);
    } else if (print.has_name) {
      prints_.emplace_back(print.value, place);
    }
  }

  std::vector<std::pair<std::uint64_t, std::size_t>> prints_;
  std::vector<std::string_view> types_;
  std::vector<std::size_t> places_;
};

}  // namespace

void check_names_twice(const Context& context) {
  std::unordered_map<std::string, std::vector<NameClaim>> claimed;
  const Suspects suspects(context.index);
  for (const std::size_t place : suspects.places()) {
    const tmpl::ResourceEntry& resource = context.index.resources()[place];
    for (NameClaim& claim : meaning::name_claims(resource)) {
      auto& others = claimed[claim.key];
      const auto other = std::ranges::find_if(others, [&](const NameClaim& each) {
        if (each.resource == &resource) return false;
        return meaning::always_meet(context.index, each.when, claim.when);
      });
      if (other != others.end()) {
        report_name_claim(context.report, codes::OT4690, claim,
                          "'" + std::string(other->resource->logical_id) + "'");
      }
      others.push_back(std::move(claim));
    }
  }
}

}  // namespace omnitrack::validate
