#include <cmath>

#include "synth/node_writer.hpp"
#include "testing/expected_node.hpp"

namespace omnitrack::assertions {

namespace {

using support::JsonWriter;

std::string in_quotes(std::string_view text) {
  support::Buffer buffer;
  JsonWriter(buffer, support::JsonLayout::compact).any_string(text);
  return std::string(buffer.view());
}

std::string value_text(const Node& value) {
  support::Buffer buffer;
  JsonWriter writer(buffer, support::JsonLayout::narrow);
  writer.on_one_line([&] { synth::NodeWriter(writer, nullptr, nullptr).value(value); });
  return std::string(buffer.view());
}

std::string described_items(const std::vector<Expected>& items) {
  std::string text;
  for (const Expected& each : items) text.append(text.empty() ? "" : ", ").append(described(each));
  return '[' + text + ']';
}

std::string described_members(const std::vector<Member>& members) {
  std::string text;
  for (const Member& each : members) {
    text.append(text.empty() ? "" : ", ").append(in_quotes(each.key)).append(": ");
    text += described(each.value);
  }
  return '{' + text + '}';
}

}  // namespace

std::string number_text(double number) {
  support::Buffer buffer;
  JsonWriter writer(buffer, support::JsonLayout::compact);
  constexpr double most_exact = 1e15;
  if (std::abs(number) < most_exact && number == std::trunc(number)) {
    writer.number(static_cast<std::int64_t>(number));
  } else {
    writer.number(number);
  }
  return std::string(buffer.view());
}

std::string described(const Expected& expected) {
  const ExpectedNode& node = expected.node();
  switch (node.kind) {
    case Expects::null:
      return "null";
    case Expects::flag:
      return node.number == 0 ? "false" : "true";
    case Expects::number:
      return number_text(node.number);
    case Expects::text:
      return in_quotes(node.text);
    case Expects::value:
      return value_text(node.value);
    case Expects::members:
      return described_members(node.members);
    case Expects::exact_members:
      return "exactly " + described_members(node.members);
    case Expects::items:
      return described_items(node.items);
    case Expects::some_items:
      return "a list with " + described_items(node.items);
    case Expects::each_item:
      return "a list of " + described(node.items.front());
    case Expects::any:
      return "any value";
    case Expects::absent:
      return "nothing";
    case Expects::not_:
      return "not " + described(node.items.front());
    case Expects::one_of:
      return "one of " + described_items(node.items);
    case Expects::pattern:
      return "a text that matches /" + node.text + '/';
    case Expects::json:
      return "a text of JSON that is " + described(node.items.front());
    case Expects::base64:
      return "a text in Base64 that is " + described(node.items.front());
    case Expects::at_least:
      return "at least " + number_text(node.number);
    case Expects::at_most:
      return "at most " + number_text(node.number);
    case Expects::satisfying:
      return node.text;
    case Expects::capture:
      return described(node.items.front());
  }
  return {};
}

std::string Content::description() const { return described(expected_); }

}  // namespace omnitrack::assertions
