#include "omnitrack/testing/expected.hpp"

#include "testing/datum.hpp"
#include "testing/expected_node.hpp"
#include "testing/read_json.hpp"

namespace omnitrack::assertions {

namespace {

Expected expected_of(ExpectedNode node) {
  return Expected(std::make_shared<const ExpectedNode>(std::move(node)));
}

}  // namespace

Expected Expected::of_text(std::string_view text) {
  return expected_of({.kind = Expects::text, .text = std::string(text)});
}
Expected Expected::of_flag(bool flag) {
  return expected_of({.kind = Expects::flag, .number = flag ? 1.0 : 0.0});
}
Expected Expected::of_number(double number) {
  return expected_of({.kind = Expects::number, .number = number});
}
Expected Expected::of_node(const Node& node) {
  return expected_of({.kind = Expects::value, .value = node});
}
Expected::Expected(std::nullptr_t) : Expected(expected_of({.kind = Expects::null})) {}
Expected::Expected(std::initializer_list<Member> members)
    : Expected(expected_of({.kind = Expects::members, .members = members})) {}

Expected any_value() { return expected_of({.kind = Expects::any}); }
Expected absent() { return expected_of({.kind = Expects::absent}); }
Expected not_(const Expected& unwanted) {
  return expected_of({.kind = Expects::not_, .items = {unwanted}});
}
Expected one_of(std::initializer_list<Expected> choices) {
  return expected_of({.kind = Expects::one_of, .items = choices});
}
Expected list(std::initializer_list<Expected> items) {
  return expected_of({.kind = Expects::items, .items = items});
}
Expected list_with(std::initializer_list<Expected> items) {
  return expected_of({.kind = Expects::some_items, .items = items});
}
Expected list_of(const Expected& item) {
  return expected_of({.kind = Expects::each_item, .items = {item}});
}
Expected exactly(std::initializer_list<Member> members) {
  return expected_of({.kind = Expects::exact_members, .members = members});
}
Expected text_matching(std::string_view pattern) {
  return expected_of({.kind = Expects::pattern,
                      .text = std::string(pattern),
                      .pattern = std::regex(std::string(pattern))});
}
Expected json_text(const Expected& content) {
  return expected_of({.kind = Expects::json, .items = {content}});
}
Expected base64_text(const Expected& content) {
  return expected_of({.kind = Expects::base64, .items = {content}});
}
Expected at_least(double least) {
  return expected_of({.kind = Expects::at_least, .number = least});
}
Expected at_most(double greatest) {
  return expected_of({.kind = Expects::at_most, .number = greatest});
}
Expected satisfying(std::string_view description,
                    std::function<bool(std::string_view text)> accepts) {
  return expected_of({.kind = Expects::satisfying,
                      .text = std::string(description),
                      .accepts = std::move(accepts)});
}

Capture::Capture() : taken_(std::make_shared<std::vector<std::string>>()) {}

std::string Capture::text() const {
  const auto taken = has_value() ? read_json(all().front()) : std::nullopt;
  return taken && taken->is_scalar() ? taken->text : std::string();
}

double Capture::number() const { return number_of(text()).value_or(0); }

Expected capture(const Capture& into, const Expected& expected) {
  return expected_of({.kind = Expects::capture, .items = {expected}, .taken = into.taken_});
}

Content whole(std::initializer_list<Member> attributes) { return {Expected(attributes), true}; }

}  // namespace omnitrack::assertions
