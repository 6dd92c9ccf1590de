#include <algorithm>
#include <map>

#include "lock/lock_file.hpp"
#include "omnitrack/codes.hpp"
#include "template/parse.hpp"
#include "template/write_json.hpp"

namespace omnitrack::lock {

namespace {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

constexpr std::string_view write_it_again =
    "the verb lock writes it; an earlier state of it is in version control";

class LockReader {
 public:
  LockReader(const std::string& file, std::string text, std::vector<Diagnostic>& problems)
      : source_(file, std::move(text)), problems_(problems), before_(problems.size()) {}

  std::optional<Lock> read() {
    for (const tmpl::TextProblem& each : tmpl::parse_json(source_)) {
      if (each.kind == tmpl::TextProblem::Kind::duplicate_key) continue;
      tell_no_json(each);
    }
    if (problems_.size() == before_) read_document(source_.root());
    if (problems_.size() != before_) return std::nullopt;
    lock_.sort();
    return std::move(lock_);
  }

 private:
  void tell_no_json(const tmpl::TextProblem& problem) {
    const bool is_merged = source_.text().find("<<<<<<<") != std::string_view::npos;
    tell(codes::OT1711, problem.begin, "not JSON: " + problem.message,
         is_merged ? "a merge left its marks: keep the lines of both sides, and the verb lock puts "
                     "them in order"
                   : problem.hint);
  }

  void read_document(const Node& root) {
    if (!root.is(Kind::map)) return tell(codes::OT1712, root.begin, "a lock file is a JSON object");
    const Node* version = root.find("format_version");
    if (version == nullptr || !version->is(Kind::string)) {
      return tell(codes::OT1712, root.begin,
                  "'format_version' is missing, so this is not a lock file",
                  std::string(write_it_again));
    }
    if (!version->text().starts_with("1.")) {
      return tell(codes::OT1713, version->begin,
                  "the lock file has the format version '" + std::string(version->text()) +
                      "', and this program knows 1.0",
                  "use the version of the program that wrote it");
    }
    const Node* digests = root.find("digest_version");
    has_known_digests_ = digests != nullptr && digests->text() == digest_version;
    const Node* stacks = root.find("stacks");
    if (stacks == nullptr || !stacks->is(Kind::map)) {
      return tell(codes::OT1712, stacks == nullptr ? root.begin : stacks->begin,
                  "'stacks' must be an object", std::string(write_it_again));
    }
    for (const Member& each : stacks->members()) {
      if (is_first(stacks_, each.key(), each.key_begin, "the stack")) read_stack(each);
    }
  }

  void read_stack(const Member& stack) {
    if (!stack.value.is(Kind::map)) {
      return tell(codes::OT1712, stack.value.begin, "a stack must be an object of its resources");
    }
    std::map<std::string_view, std::uint32_t> ids;
    paths_.clear();
    for (const Member& each : stack.value.members()) {
      if (is_first(ids, each.key(), each.key_begin, "the logical id")) {
        read_entry(stack.key(), each);
      }
    }
  }

  void read_entry(std::string_view stack, const Member& member) {
    const Node* path = text_of(member, "path");
    const Node* type = text_of(member, "type");
    if (path == nullptr || type == nullptr) return;
    // Which of two it is would be a guess, and the other one would be deleted.
    if (!is_first(paths_, path->text(), path->begin, "the path")) return;
    Entry entry{.resource = {.stack = std::string(stack),
                             .path = std::string(path->text()),
                             .logical_id = std::string(member.key()),
                             .type = std::string(type->text())}};
    if (has_known_digests_) read_digest(member.value, entry);
    read_nested(member.value, entry);
    read_pins(member.value, entry);
    lock_.entries.push_back(std::move(entry));
  }

  const Node* text_of(const Member& member, std::string_view key) {
    const Node* text = member.value.find(key);
    if (text != nullptr && text->is(Kind::string) && text->count != 0) return text;
    tell(codes::OT1712, text == nullptr ? member.value.begin : text->begin,
         '\'' + std::string(member.key()) + "' must be an object with the texts 'path' and 'type'",
         std::string(write_it_again));
    return nullptr;
  }

  void read_digest(const Node& of, Entry& entry) {
    const Node* digest = of.find("digest");
    if (digest == nullptr) return;
    entry.digest = digest_of(digest->text());
    if (!entry.digest) {
      tell(codes::OT1712, digest->begin, "this is not a digest", std::string(write_it_again));
    }
  }

  void read_nested(const Node& of, Entry& entry) {
    const Node* nested = of.find("nested");
    if (nested == nullptr) return;
    if (nested->is(Kind::string) && is_logical_id(nested->text())) {
      entry.resource.nested = nested->text();
      return;
    }
    tell(codes::OT1712, nested->begin, "'nested' must be the logical id of a nested stack",
         std::string(write_it_again));
  }

  static bool is_logical_id(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
  }

  void read_pins(const Node& of, Entry& entry) {
    const Node* pins = of.find("pins");
    if (pins == nullptr) return;
    for (const Member& each : pins->members()) {
      if (!each.key().starts_with('/') || !each.value.is(Kind::map)) {
        tell(codes::OT1712, each.key_begin,
             "a pin is an object under a pointer that begins with '/'",
             std::string(write_it_again));
        continue;
      }
      entry.resource.pins.push_back({.pointer = std::string(each.key()),
                                     .deployed = json_in(each.value, "deployed"),
                                     .in_code = json_in(each.value, "in_code")});
    }
  }

  static std::string json_in(const Node& pin, std::string_view key) {
    const Node* value = pin.find(key);
    return value == nullptr ? std::string() : tmpl::json_of(*value);
  }

  bool is_first(std::map<std::string_view, std::uint32_t>& met, std::string_view name,
                std::uint32_t offset, std::string_view what) {
    const auto [first, is_new] = met.try_emplace(name, offset);
    if (is_new) return true;
    tell(codes::OT1714, offset,
         std::string(what) + " '" + std::string(name) + "' appears twice, first on line " +
             std::to_string(source_.place(first->second).line),
         "keep the line of the resource that is deployed");
    return false;
  }

  void tell(FindingCode<Severity::error> code, std::uint32_t offset, std::string message,
            std::string hint = {}) {
    const tmpl::Place place = source_.place(offset);
    problems_.push_back({.code = std::string(code.text()),
                         .path = {},
                         .file = source_.file(),
                         .line = place.line,
                         .message = std::move(message),
                         .hint = std::move(hint),
                         .column = place.column,
                         .acknowledged = {}});
  }

  tmpl::Template source_;
  std::vector<Diagnostic>& problems_;
  std::size_t before_;
  bool has_known_digests_ = false;
  std::map<std::string_view, std::uint32_t> stacks_;
  std::map<std::string_view, std::uint32_t> paths_;  // of the stack that is read
  Lock lock_;
};

}  // namespace

std::optional<Lock> read_lock(const std::string& file, std::string text,
                              std::vector<Diagnostic>& problems) {
  return LockReader(file, std::move(text), problems).read();
}

}  // namespace omnitrack::lock
