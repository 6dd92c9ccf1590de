#include "graph/views/edge_set.hpp"

#include <algorithm>

#include "diff/security/add_new.hpp"

namespace omnitrack::graph {

namespace {

constexpr std::size_t most_words = 5;
constexpr std::size_t most_ports_shown = 3;

}  // namespace

void EdgeSet::add(std::size_t from, std::size_t to, EdgeKind kind, const std::string& words,
                  const std::vector<std::string>& ports, Verdict verdict) {
  if (from == to || from == nowhere || to == nowhere) return;
  const auto [place, is_new] = places_.try_emplace({from, to}, entries_.size());
  if (is_new)
    entries_.push_back({.edge = {.from = from, .to = to, .kind = kind, .is_perhaps = true}});
  Entry& entry = entries_[place->second];
  if (kind > entry.edge.kind) {
    entry.edge.kind = kind;
    entry.words.clear();
    entry.ports.clear();
    entry.edge.is_perhaps = true;
  }
  if (kind == entry.edge.kind && verdict == Verdict::yes) entry.edge.is_perhaps = false;
  if (kind == entry.edge.kind) {
    for (const std::string& each : ports) diff::add_new(entry.ports, each);
  }
  if (kind == entry.edge.kind && !words.empty() &&
      std::ranges::find(entry.words, words) == entry.words.end()) {
    entry.words.push_back(words);
  }
}

std::vector<ViewEdge> EdgeSet::edges() const {
  std::vector<ViewEdge> edges;
  for (const Entry& each : entries_) {
    const auto back = places_.find({each.edge.to, each.edge.from});
    if (back != places_.end()) {
      const EdgeKind other = entries_[back->second].edge.kind;
      if (other > each.edge.kind && each.edge.kind <= EdgeKind::permission) continue;
    }
    edges.push_back(each.edge);
    for (std::size_t i = 0; i < std::min(most_words, each.words.size()); ++i) {
      edges.back().words += (i == 0 ? "" : "; ") + each.words[i];
    }
    for (std::size_t i = 0; i < std::min(most_ports_shown, each.ports.size()); ++i) {
      edges.back().ports += (i == 0 ? "" : ", ") + each.ports[i];
    }
    if (each.ports.size() > most_ports_shown) edges.back().ports += ", …";
    if (each.words.size() > most_words) {
      edges.back().words += " and " + std::to_string(each.words.size() - most_words) + " more";
    }
  }
  return edges;
}

}  // namespace omnitrack::graph
