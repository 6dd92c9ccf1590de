#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "template/model.hpp"
#include "template/name_table.hpp"
#include "template/parse.hpp"

namespace omnitrack::tmpl {

/// How many lists and maps may stand in each other.
constexpr int deepest_nesting = 100;

/// The function that a map's only key calls; `none` where it is not a function's key.
Function function_of(std::string_view key);

/// What becomes of the members whose keys stand again in their map.
enum class Repeated : std::uint8_t { kept, dropped };

/// Fills a template: what both readers need to make nodes and to tell what is wrong.
class Builder {
 public:
  Builder(Template& target, Format format, Repeated repeated,
          OtherTags other_tags = OtherTags::refused)
      : target_(target), repeated_(repeated), other_tags_(other_tags) {
    target.format_ = format;
  }

  [[nodiscard]] std::string_view source() const { return target_.text_; }
  [[nodiscard]] OtherTags other_tags() const { return other_tags_; }

  /// Keeps a text that does not stand in the source as it is.
  std::string_view keep(std::string_view text);

  static Node scalar(Kind kind, std::string_view text, std::uint32_t begin, std::uint32_t end) {
    return {.kind = kind,
            .count = static_cast<std::uint32_t>(text.size()),
            .begin = begin,
            .end = end,
            .characters = text.data()};
  }
  static Member member(std::string_view key, std::uint32_t key_begin, const Node& value) {
    return {key.data(), static_cast<std::uint32_t>(key.size()), key_begin, value};
  }

  /// A list of these items, which are copied.
  Node list(std::span<const Node> items, std::uint32_t begin, std::uint32_t end);

  /// A map of these members, which are copied; a call where its only key is a function's.
  Node map(std::span<const Member> members, std::uint32_t begin, std::uint32_t end);

  /// Reports each key that stands a second time. Returns how many members stay, at the front.
  std::size_t settle_keys(std::span<Member> members) {
    const bool is_repeated = members.size() > 1 && may_repeat(members) && report_repeated(members);
    return is_repeated && repeated_ == Repeated::dropped ? keep_last(members) : members.size();
  }

  void report(TextProblem::Kind kind, std::uint32_t begin, std::string message,
              std::string hint = {});

  /// Makes a node the document, unless more than keys was reported.
  void set_root(const Node& root);

  /// All that was reported, in the order of the text.
  std::vector<TextProblem> take_problems();

 private:
  Node large_map(std::span<const Member> members, std::uint32_t begin, std::uint32_t end);
  static bool may_repeat(std::span<const Member> members);
  bool report_repeated(std::span<const Member> members);
  std::size_t keep_last(std::span<Member> members);

  Template& target_;
  Repeated repeated_;
  OtherTags other_tags_;
  std::vector<TextProblem> problems_;
  NameTable names_;
  bool is_unreadable_ = false;
};

/// Reads one value of RFC 8259 JSON.
void read_json(Builder& builder);

/// Reads one document of YAML 1.1.
void read_yaml(Builder& builder);

}  // namespace omnitrack::tmpl
