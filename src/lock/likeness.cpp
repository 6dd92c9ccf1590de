#include "lock/likeness.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "lock/tool_settings.hpp"
#include "support/letters.hpp"

namespace omnitrack::lock {

namespace {

// How much each kind of evidence counts.
constexpr double properties_weight = 0.5;
constexpr double links_weight = 0.35;
constexpr double names_weight = 0.15;

// How much a property speaks against where it differs, or is on one side only.
constexpr double differs = 0.3;
constexpr double differs_fixed = 1.0;
constexpr double absent = 0.15;
constexpr double absent_fixed = 0.5;

const Feature* find(const Features& in, std::string_view name) {
  const auto found = std::ranges::lower_bound(in.properties, name, {}, &Feature::name);
  return found != in.properties.end() && found->name == name ? &*found : nullptr;
}

// A path as logical ids are made of it.
std::string without_slashes(std::string path) {
  std::erase(path, '/');
  return path;
}

}  // namespace

double Evidence::score() const {
  const double links = static_cast<double>(links_agree);
  const double others = static_cast<double>(links_differ) / 2;
  const double without_links = properties_weight * properties + names_weight * names;
  if (links_agree + links_differ == 0) return without_links / (properties_weight + names_weight);
  return without_links + links_weight * links / (links + others);
}

ComparedText::ComparedText(std::string_view text) : text_(support::to_lower(text)) {
  for (std::size_t i = 1; i < text_.size(); ++i) {
    const auto first = static_cast<unsigned char>(text_[i - 1]);
    const auto second = static_cast<unsigned char>(text_[i]);
    pairs_.push_back(static_cast<std::uint16_t>(first << 8 | second));
  }
  std::sort(pairs_.begin(), pairs_.end());
}

double ComparedText::likeness(const ComparedText& other) const {
  if (text_ == other.text_) return 1;
  const std::size_t all = pairs_.size() + other.pairs_.size();
  if (all == 0) return 0;
  std::size_t both = 0;
  auto left = pairs_.begin();
  auto right = other.pairs_.begin();
  while (left != pairs_.end() && right != other.pairs_.end()) {
    if (*left == *right) ++both;
    const bool is_left_less = *left <= *right;
    const bool is_right_less = *right <= *left;
    if (is_left_less) ++left;
    if (is_right_less) ++right;
  }
  // Texts of the same pairs in another order are not the same.
  return std::min(0.99, 2.0 * static_cast<double>(both) / static_cast<double>(all));
}

std::string_view without_hash(std::string_view logical_id) {
  constexpr std::size_t digits = 8;
  if (logical_id.size() <= digits) return logical_id;
  const std::string_view hash = logical_id.substr(logical_id.size() - digits);
  const bool is_hash = hash.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
  return is_hash ? logical_id.substr(0, logical_id.size() - digits) : logical_id;
}

Likeness::Likeness(const TemplateFeatures& old, const TemplateFeatures& ours,
                   std::vector<CdkPath> old_paths, const std::vector<std::string>& our_paths)
    : old_(old),
      ours_(ours),
      old_paths_(std::move(old_paths)),
      our_paths_(our_paths),
      is_ours_matched_(ours.size()),
      old_links_(links_of(old)),
      our_links_(links_of(ours)) {
  count_values(old);
  count_values(ours);
  for (const Features& each : old) {
    old_names_.emplace_back(without_hash(each.resource->logical_id));
  }
  for (const CdkPath& each : old_paths_) old_letters_.emplace_back(without_slashes(each.text()));
  for (const std::string& each : our_paths) our_names_.emplace_back(without_slashes(each));
}

void Likeness::note_matched(const Matched& matched) {
  for (const auto& each : matched) {
    if (each) is_ours_matched_[*each] = true;
  }
}

Likeness::Links Likeness::links_of(const TemplateFeatures& features) {
  Links links(features.size());
  for (std::size_t from = 0; from < features.size(); ++from) {
    for (const Feature& property : features[from].properties) {
      for (const Reference& each : property.links) {
        links[from].push_back({property.name, each.target, false});
        links[each.target].push_back({property.name, from, true});
      }
    }
  }
  for (auto& each : links) {
    std::sort(each.begin(), each.end());
    each.erase(std::unique(each.begin(), each.end()), each.end());
  }
  return links;
}

void Likeness::count_values(const TemplateFeatures& features) {
  for (const Features& each : features) {
    for (const Feature& property : each.properties) {
      ++counts_[{each.resource->type_name, property.name, property.value}];
    }
  }
}

std::size_t Likeness::count_of(const Features& of, const Feature& property) const {
  return counts_.at({of.resource->type_name, property.name, property.value});
}

Evidence Likeness::between(std::size_t old, std::size_t ours, const Matched& matched) const {
  Evidence evidence;
  compare_properties(old_[old], ours_[ours], matched, evidence);
  compare_identity(old_[old], ours_[ours], matched, evidence);
  compare_links(old, ours, matched, evidence);
  evidence.names = std::max(old_names_[old].likeness(our_names_[ours]),
                            old_letters_[old].likeness(our_names_[ours]));
  evidence.paths = old_paths_[old].likeness(our_paths_[ours]);
  return evidence;
}

Likeness::Targets Likeness::compare_targets(const Feature& old, const Feature& ours,
                                            const Matched& matched) {
  if (old.references.size() != ours.references.size()) return Targets::different;
  std::multiset<std::pair<std::size_t, std::uint64_t>> left;
  for (const Reference& each : ours.references) left.emplace(each.target, each.attribute);
  Targets result = Targets::same;
  for (const Reference& each : old.references) {
    if (!matched[each.target]) {
      result = Targets::unknown;
      continue;
    }
    const auto found = left.find({*matched[each.target], each.attribute});
    if (found == left.end()) return Targets::different;
    left.erase(found);
  }
  return result;
}

void Likeness::compare_properties(const Features& old, const Features& ours, const Matched& matched,
                                  Evidence& evidence) const {
  double same = 0;
  double other = 0;
  bool is_exact = old.properties.size() == ours.properties.size();
  bool is_alike = is_exact;
  bool has_fixed = false;
  bool is_fixed_same = true;
  for (const Feature& each : old.properties) {
    has_fixed = has_fixed || each.is_fixed;
    const Feature* mine = find(ours, each.name);
    Targets targets = Targets::different;
    if (mine != nullptr && mine->value == each.value) {
      targets = compare_targets(each, *mine, matched);
    }
    if (targets == Targets::different) {
      if (mine == nullptr) {
        other += each.is_fixed ? absent_fixed : absent;
      } else {
        other += each.is_fixed ? differs_fixed : differs;
        if (each.is_fixed) {
          evidence.has_other_fixed = true;
          if (!is_tool_setting(old.resource->type_name, each.name)) evidence.has_other_told = true;
        }
      }
    } else {
      // What many have says little; what only these two have says most.
      const double weight = 2.0 / static_cast<double>(count_of(old, each));
      same += targets == Targets::same ? weight : weight / 2;
    }
    if (targets == Targets::different) is_alike = false;
    if (targets != Targets::same) {
      is_exact = false;
      if (each.is_fixed) is_fixed_same = false;
    }
  }
  for (const Feature& each : ours.properties) {
    if (find(old, each.name) != nullptr) continue;
    other += each.is_fixed ? absent_fixed : absent;
    is_exact = false;
    if (each.is_fixed) is_fixed_same = false;
  }
  evidence.properties = same + other == 0 ? 0.5 : same / (same + other);
  evidence.is_exact = is_exact;
  evidence.is_alike = is_alike;
  evidence.has_same_fixed = has_fixed && is_fixed_same;
}

void Likeness::compare_identity(const Features& old, const Features& ours, const Matched& matched,
                                Evidence& evidence) {
  const auto& type = old.resource->type;
  if (!type || type->identifier_count() == 0) return;
  bool is_same = true;
  for (std::uint32_t i = 0; i < type->identifier_count(); ++i) {
    const Feature* left = find(old, type->identifier(i));
    const Feature* right = find(ours, type->identifier(i));
    if (left == nullptr || right == nullptr) return;
    const bool is_alike = left->value == right->value;
    const Targets targets = is_alike ? compare_targets(*left, *right, matched) : Targets::different;
    if (targets == Targets::unknown) return;
    evidence.identity_refers = evidence.identity_refers || !left->references.empty();
    if (targets == Targets::same) continue;
    is_same = false;
    if (!is_tool_setting(old.resource->type_name, type->identifier(i))) {
      evidence.has_other_told = true;
    }
  }
  evidence.has_same_identity = is_same;
  evidence.has_other_identity = !is_same;
}

void Likeness::compare_links(std::size_t old, std::size_t ours, const Matched& matched,
                             Evidence& evidence) const {
  std::vector<Link> left;
  for (const Link& each : old_links_[old]) {
    if (matched[each.other])
      left.push_back({each.property, *matched[each.other], each.is_incoming});
  }
  std::sort(left.begin(), left.end());
  std::vector<Link> right;
  std::ranges::copy_if(our_links_[ours], std::back_inserter(right),
                       [&](const Link& each) { return is_ours_matched_[each.other]; });
  std::vector<Link> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  evidence.links_agree = both.size();
  evidence.links_differ = left.size() + right.size() - 2 * both.size();
}

std::vector<std::size_t> Likeness::connected(std::size_t old, bool with_users) const {
  std::vector<std::size_t> places;
  for (const Link& each : old_links_[old]) {
    if (with_users || !each.is_incoming) places.push_back(each.other);
  }
  return places;
}

std::vector<std::size_t> Likeness::connected_of_ours(std::size_t ours) const {
  std::vector<std::size_t> places;
  for (const Link& each : our_links_[ours]) places.push_back(each.other);
  return places;
}

std::vector<std::string_view> Likeness::telling_fixed(std::size_t old) const {
  std::vector<std::string_view> names;
  for (const Feature& each : old_[old].properties) {
    const bool is_telling = !each.references.empty() || count_of(old_[old], each) == 2;
    if (each.is_fixed && is_telling) names.push_back(each.name);
  }
  return names;
}

}  // namespace omnitrack::lock
