#include <algorithm>

#include "diff/verdicts.hpp"
#include "meaning/exports.hpp"

namespace omnitrack::diff {

namespace {

using meaning::OutputRead;

/// What each stack reads, before and after.
struct Readers {
  std::vector<std::vector<OutputRead>> before;
  std::vector<std::vector<OutputRead>> after;
};

Readers readers_of(std::span<const StackDiff> diffs) {
  const auto read_by = [](const tmpl::Index* index, const StackDiff& diff) {
    return index == nullptr ? std::vector<OutputRead>() : meaning::outputs_read(*index, diff.name);
  };
  Readers readers;
  for (const StackDiff& each : diffs) {
    readers.before.push_back(read_by(each.before, each));
    readers.after.push_back(read_by(each.after, each));
  }
  return readers;
}

/// Stacks that read an output.
struct ReadBy {
  std::vector<std::size_t> stacks;
  std::string names;  ///< quoted, for people
  bool is_certain = false;
};

class ReadCheck {
 public:
  ReadCheck(std::span<const StackDiff> diffs, Readers readers)
      : diffs_(diffs), readers_(std::move(readers)) {}

  std::vector<StaleRead> run() {
    for (std::size_t stack = 0; stack < diffs_.size(); ++stack) {
      if (diffs_[stack].before == nullptr) continue;
      for (const tmpl::Member& output : diffs_[stack].before->outputs()) {
        check(stack, output.key());
      }
    }
    return std::move(found_);
  }

 private:
  /// Whether a stack has, after the change, an output that is read.
  [[nodiscard]] bool has_output(std::size_t stack, std::string_view name) const {
    const tmpl::Index* after = diffs_[stack].after;
    if (after == nullptr) return false;
    return after->may_have_unseen() ||
           std::ranges::any_of(after->outputs(), [name](const tmpl::Member& each) {
             return each.key() == name || tmpl::is_loop_key(each.key());
           });
  }

  void check(std::size_t stack, std::string_view name) {
    if (!has_output(stack, name)) {
      report_gone(stack, name);
      return;
    }
    const EntryChange* entry = diffs_[stack].find(Section::outputs, name);
    if (entry == nullptr) return;
    if (has_new_condition(*entry)) report_conditional(stack, name);
    const auto change = std::ranges::find_if(
        entry->changes, [](const Change& each) { return each.path.starts_with("/Value"); });
    if (change == entry->changes.end()) return;
    report_changed(stack, name, *change);
  }

  /// Whether this output is the one that a stack reads.
  [[nodiscard]] bool is_read(const OutputRead& read, std::size_t reader, std::size_t stack,
                             std::string_view name) const {
    if (read.output != name || read.stack != diffs_[stack].name) return false;
    return meaning::reads_from(read, diffs_[reader].surroundings, diffs_[stack].surroundings);
  }

  [[nodiscard]] const OutputRead* find(const std::vector<OutputRead>& reads, std::size_t reader,
                                       std::size_t stack, std::string_view name) const {
    const auto found = std::ranges::find_if(
        reads, [&](const OutputRead& each) { return is_read(each, reader, stack, name); });
    return found == reads.end() ? nullptr : &*found;
  }

  /// Those that will read an output, or that go on reading it.
  [[nodiscard]] ReadBy read_by(std::size_t stack, std::string_view name, bool goes_on) const {
    ReadBy by;
    for (std::size_t reader = 0; reader < diffs_.size(); ++reader) {
      const OutputRead* read = find(readers_.after[reader], reader, stack, name);
      if (reader == stack || read == nullptr) continue;
      if (goes_on && find(readers_.before[reader], reader, stack, name) == nullptr) continue;
      by.stacks.push_back(reader);
      add_name(diffs_[reader].part_of.empty() ? diffs_[reader].name : diffs_[reader].part_of, by);
      by.is_certain = by.is_certain || read->is_certain;
    }
    return by;
  }

  /// A part is deployed with its stack, which is named once.
  static void add_name(const std::string& name, ReadBy& by) {
    const std::string quoted = "'" + name + "'";
    if (by.names.find(quoted) != std::string::npos) return;
    by.names += (by.names.empty() ? "" : ", ") + quoted;
  }

  void report_gone(std::size_t stack, std::string_view name) {
    const ReadBy by = read_by(stack, name, false);
    if (by.names.empty()) return;
    const bool is_stack = diffs_[stack].after == nullptr;
    found_.push_back(
        {.stack = stack,
         .logical_id = name,
         .path = {},
         .readers = by.stacks,
         .what = std::string(is_stack ? "the stack goes, and " : "the output goes, and ") +
                 by.names + " reads it: the next deployment of " + by.names + " fails",
         .hint = "change " + by.names + " to do without it, or keep the " +
                 (is_stack ? "stack" : "output"),
         .is_certain = by.is_certain});
  }

  static bool has_new_condition(const EntryChange& entry) {
    return std::ranges::any_of(entry.changes, [](const Change& each) {
      return each.path == "/Condition" && each.after != nullptr;
    });
  }

  void report_conditional(std::size_t stack, std::string_view name) {
    const ReadBy by = read_by(stack, name, false);
    if (by.names.empty()) return;
    found_.push_back({.stack = stack,
                      .logical_id = name,
                      .path = "/Condition",
                      .readers = by.stacks,
                      .what = "the output goes where its condition does not hold, and " + by.names +
                              " reads it: the next deployment of " + by.names + " may fail",
                      .hint = "change " + by.names + " to do without it, or keep the output",
                      .is_certain = false});
  }

  void report_changed(std::size_t stack, std::string_view name, const Change& change) {
    const ReadBy by = read_by(stack, name, true);
    if (by.names.empty()) return;
    found_.push_back({.stack = stack,
                      .logical_id = name,
                      .path = "/Value",
                      .readers = by.stacks,
                      .what = "the value changes, and " + by.names + " reads it: " + by.names +
                              " has the old one until its next deployment",
                      .hint = "deploy " + by.names + " next",
                      .is_certain = by.is_certain && change.is_certain});
  }

  std::span<const StackDiff> diffs_;
  Readers readers_;
  std::vector<StaleRead> found_;
};

}  // namespace

std::vector<StaleRead> find_stale_reads(std::span<const StackDiff> diffs) {
  Readers readers = readers_of(diffs);
  const auto reads = [](const std::vector<OutputRead>& each) { return !each.empty(); };
  if (std::ranges::none_of(readers.before, reads) && std::ranges::none_of(readers.after, reads)) {
    return {};
  }
  return ReadCheck(diffs, std::move(readers)).run();
}

}  // namespace omnitrack::diff
