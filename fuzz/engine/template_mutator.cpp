// What libFuzzer calls to change an input: now and then its bytes, else a template of JSON as a
// tree, since bytes alone rarely make a value that the checks look at.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>

#include "engine/libfuzzer.hpp"
#include "engine/pair.hpp"
#include "engine/tree.hpp"
#include "engine/vocabulary.hpp"

namespace omnitrack::fuzz {

namespace {

using tmpl::Kind;
using Random = std::minstd_rand;

std::size_t below(std::size_t end, Random& random) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

void collect(Tree& tree, std::vector<Tree*>& found) {
  found.push_back(&tree);
  for (auto& [unused, child] : tree.children) collect(child, found);
}

Tree& any_of(Tree& tree, Random& random) {
  std::vector<Tree*> all;
  collect(tree, all);
  return *all[below(all.size(), random)];
}

std::string mutated_bytes(std::string text, std::size_t max_size) {
  const std::size_t room = std::max<std::size_t>(text.size() + 8, 16);
  const std::size_t size = std::min(text.size(), max_size);
  text.resize(std::min(room, max_size));
  text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, text.size()));
  return text;
}

// A call of a function around what was there, or a value that is known to mean something.
void replace(Tree& tree, Random& random) {
  tree =
      below(3, random) == 0 ? Tree(call_around(std::move(tree), random())) : known_value(random());
}

void change_scalar(Tree& tree, Random& random) {
  if (tree.kind != Kind::string || below(3, random) == 0) return replace(tree, random);
  constexpr std::size_t longest = 4096;
  tree.text = mutated_bytes(std::move(tree.text), longest);
}

void change_collection(Tree& tree, Random& random) {
  auto& children = tree.children;
  if (children.empty() || below(5, random) == 0) {
    children.emplace_back(known_key(random()), known_value(random()));
    return;
  }
  const std::size_t one = below(children.size(), random);
  const std::size_t other = below(children.size(), random);
  switch (below(6, random)) {
    case 0:
      children.erase(children.begin() + static_cast<std::ptrdiff_t>(one));
      break;
    case 1:
      children.push_back(children[one]);
      children.back().key += children.back().key.empty() ? "" : "2";
      break;
    case 2:
      std::swap(children[one], children[other]);
      break;
    case 3:
      std::swap(children[one].value, children[other].value);
      break;
    case 4:
      children[one].key = known_key(random());
      break;
    default:
      tree.kind = tree.kind == Kind::map ? Kind::list : Kind::map;
      break;
  }
}

void change(Tree& root, Random& random) {
  Tree& tree = any_of(root, random);
  if (below(8, random) == 0) {
    tree = Tree(any_of(root, random));
  } else if (below(8, random) == 0) {
    add_resource(root, random());
  } else if (tree.kind == Kind::list || tree.kind == Kind::map) {
    change_collection(tree, random);
  } else {
    change_scalar(tree, random);
  }
}

std::string changed(std::string_view text, Random& random) {
  const tmpl::Document document("seed", std::string(text));
  if (!document.is_readable()) return {};
  Tree root = tree_of(document);
  for (std::size_t i = below(4, random) + 1; i > 0; --i) change(root, random);
  return json_of(root);
}

// Of two templates one, or both alike; where there is one, it may become two.
std::string changed_input(std::string_view input, Random& random) {
  if (!has_two(input)) {
    return below(4, random) == 0 ? joined(input, changed(input, random)) : changed(input, random);
  }
  const Pair pair = split(input);
  return below(2, random) == 0 ? joined(changed(pair.before, random), pair.after)
                               : joined(pair.before, changed(pair.after, random));
}

std::string crossed(std::string_view one, std::string_view other, Random& random) {
  const tmpl::Document target("one", std::string(one));
  const tmpl::Document giver("other", std::string(other));
  if (!target.is_readable() || !giver.is_readable()) return {};
  Tree root = tree_of(target);
  Tree given = tree_of(giver);
  Tree& place = any_of(root, random);
  if (place.kind == Kind::map && below(2, random) == 0) {
    const Tree from = any_of(given, random);
    for (const auto& each : from.children) place.children.push_back(each);
    if (!from.children.empty()) return json_of(root);
  }
  place = any_of(given, random);
  return json_of(root);
}

std::size_t put(std::string_view made, std::uint8_t* data, std::size_t max_size) {
  if (made.empty() || made.size() > max_size) return 0;
  std::memcpy(data, made.data(), made.size());
  return made.size();
}

}  // namespace

}  // namespace omnitrack::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  omnitrack::fuzz::Random random(seed);
  if (omnitrack::fuzz::below(4, random) != 0) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t made =
        omnitrack::fuzz::put(omnitrack::fuzz::changed_input(input, random), data, max_size);
    if (made != 0) return made;
  }
  return LLVMFuzzerMutate(data, size, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t max_size,
                                                 unsigned int seed) {
  omnitrack::fuzz::Random random(seed);
  return omnitrack::fuzz::put(
      omnitrack::fuzz::crossed({reinterpret_cast<const char*>(one), one_size},
                               {reinterpret_cast<const char*>(other), other_size}, random),
      out, max_size);
}
