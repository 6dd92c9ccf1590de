#include <algorithm>

#include "diff/verdicts.hpp"
#include "meaning/known.hpp"
#include "support/dates.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string text_at(const Node& map, std::string_view key) {
  return std::string(meaning::known_text(map.find(key)).value_or(""));
}

/// The acceptances in a `Metadata`; those of a resource name no resource.
void read_metadata(const Node* metadata, std::string_view stack, std::string_view logical_id,
                   std::vector<Acceptance>& acceptances) {
  const Node* own = metadata == nullptr ? nullptr : metadata->find("OmniTrack");
  const Node* list = own == nullptr ? nullptr : own->find("AcceptLoss");
  if (list == nullptr) return;
  for (const Node& each : list->items()) {
    const std::string resource =
        logical_id.empty() ? text_at(each, "Resource") : std::string(logical_id);
    acceptances.push_back({.stack = std::string(stack),
                           .logical_id = resource,
                           .reason = text_at(each, "Reason"),
                           .until = text_at(each, "Until")});
  }
}

std::vector<Acceptance> acceptances_of(std::span<const StackDiff> diffs) {
  std::vector<Acceptance> acceptances;
  for (const StackDiff& diff : diffs) {
    if (diff.after == nullptr) continue;
    read_metadata(diff.after->section("Metadata"), diff.name, {}, acceptances);
    for (const tmpl::ResourceEntry& each : diff.after->resources()) {
      read_metadata(each.member->value.find("Metadata"), diff.name, each.logical_id, acceptances);
    }
  }
  return acceptances;
}

/// Why an acceptance is none, whatever the day; empty where it is one.
std::string malformation_of(const Acceptance& acceptance) {
  if (acceptance.logical_id.empty()) return "it names no resource";
  if (is_blank(acceptance.reason)) return "it has no reason";
  if (acceptance.until.empty()) return "it has no last day";
  if (!support::is_date(acceptance.until)) {
    return "'" + acceptance.until + "' is not a day as YYYY-MM-DD";
  }
  return {};
}

bool is_met(const Acceptance& acceptance, const Loss& loss, std::span<const StackDiff> diffs) {
  return acceptance.logical_id == loss.logical_id &&
         (acceptance.stack.empty() || acceptance.stack == diffs[loss.stack].name);
}

}  // namespace

std::vector<VoidAcceptance> accept_losses(std::span<const StackDiff> diffs,
                                          std::span<const Acceptance> given, std::string_view today,
                                          std::vector<Loss>& losses) {
  std::vector<Acceptance> all(given.begin(), given.end());
  for (Acceptance& each : acceptances_of(diffs)) all.push_back(std::move(each));
  std::vector<VoidAcceptance> none;
  std::vector<Acceptance> expired;
  for (Acceptance& each : all) {
    std::string malformation = malformation_of(each);
    if (!malformation.empty()) {
      none.push_back({std::move(each), std::move(malformation)});
    } else if (each.until < today) {
      expired.push_back(std::move(each));
    } else {
      for (Loss& loss : losses) {
        if (!loss.accepted && is_met(each, loss, diffs))
          loss.accepted = std::make_shared<Acceptance>(each);
      }
    }
  }
  for (Acceptance& each : expired) {
    const bool would_count = std::ranges::any_of(
        losses, [&](const Loss& loss) { return !loss.accepted && is_met(each, loss, diffs); });
    std::string why = "it expired on " + each.until;
    if (would_count) none.push_back({std::move(each), std::move(why)});
  }
  return none;
}

}  // namespace omnitrack::diff
