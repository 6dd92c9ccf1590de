#include "synth/pointer.hpp"

#include <charconv>
#include <string>
#include <vector>

#include "support/json_pointer.hpp"

namespace omnitrack::synth {

namespace {

PointerEdit problem(std::string_view text) { return {{}, text}; }

PointerEdit edit_object(const Node& object, const std::string& key, std::string_view rest,
                        const Node& value) {
  Node member;
  std::vector<Field> kept;
  for (std::uint32_t i = 0; object.kind == NodeKind::object && i < object.size; ++i) {
    if (object.fields[i].key == key) {
      member = object.fields[i].value;
    } else {
      kept.push_back(object.fields[i]);
    }
  }
  if (!member.is_set() && !value.is_set()) return {object, {}};
  const PointerEdit inner = edit_at(member, rest, value);
  if (!inner.problem.empty()) return inner;
  if (!inner.edited.is_set()) return {detail::make_object(kept.data(), kept.size()), {}};
  return {detail::with_field(object, key, inner.edited), {}};
}

PointerEdit edit_list(const Node& list, const std::string& token, std::string_view rest,
                      const Node& value) {
  std::size_t at = list.size;
  if (token != "-") {
    const auto [end, failed] = std::from_chars(token.data(), token.data() + token.size(), at);
    if (failed != std::errc{} || end != token.data() + token.size()) {
      return problem("names a place in a list that is not a number");
    }
    if (at >= list.size) return problem("names a place past the end of a list");
  }
  std::vector<Node> items(list.items, list.items + list.size);
  const PointerEdit inner = edit_at(at < items.size() ? items[at] : Node{}, rest, value);
  if (!inner.problem.empty()) return inner;
  if (at == items.size()) {
    if (inner.edited.is_set()) items.push_back(inner.edited);
  } else if (inner.edited.is_set()) {
    items[at] = inner.edited;
  } else {
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return {detail::make_list(items.data(), items.size()), {}};
}

}  // namespace

Node value_at(const Node& node, std::string_view pointer) {
  if (pointer.empty()) return node;
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string key = support::key_of_pointer_step(pointer.substr(1, end - 1));
  if (node.kind != NodeKind::object) return {};
  for (std::uint32_t i = 0; i < node.size; ++i) {
    if (node.fields[i].key == key) return value_at(node.fields[i].value, pointer.substr(end));
  }
  return {};
}

PointerEdit edit_at(const Node& node, std::string_view pointer, const Node& value) {
  if (pointer.empty()) return {value, {}};
  if (pointer.front() != '/') return problem("does not begin with '/'");
  pointer.remove_prefix(1);
  const std::size_t end = std::min(pointer.find('/'), pointer.size());
  const std::string token = support::key_of_pointer_step(pointer.substr(0, end));
  const std::string_view rest = pointer.substr(end);
  switch (node.kind) {
    case NodeKind::list:
      return edit_list(node, token, rest, value);
    case NodeKind::absent:
      if (token == "-" && value.is_set()) {
        return edit_list(detail::make_list(nullptr, 0), token, rest, value);
      }
      return edit_object(node, token, rest, value);
    case NodeKind::object:
      return edit_object(node, token, rest, value);
    default:
      return problem("goes into a value that is neither an object nor a list");
  }
}

}  // namespace omnitrack::synth
