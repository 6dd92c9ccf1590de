#include "cli/diff/diff_report.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/diff/template_json.hpp"
#include "cli/page/printable.hpp"

namespace omnitrack::cli {

namespace {

class DiffJson {
 public:
  DiffJson(const DiffReport& report, support::Buffer& out)
      : report_(report), writer_(out, false, nullptr, nullptr) {
    for (const SidePair& pair : report.pairs) origins_.emplace_back(pair);
  }

  void write() {
    writer_.begin_object();
    text("format_version", "1.0");
    // The name of a file may be no UTF-8.
    text("old", printable(report_.old_label));
    text("new", printable(report_.new_label));
    if (report_.is_security_only) {
      write_list("security", report_.security);
    } else {
      write_all();
    }
    writer_.end_object();
    writer_.finish();
  }

 private:
  void text(std::string_view key, std::string_view value) {
    writer_.plain_key(key);
    writer_.string(value);
  }
  void text_if_any(std::string_view key, std::string_view value) {
    if (!value.empty()) text(key, value);
  }
  void flag(std::string_view key, bool value) {
    writer_.plain_key(key);
    writer_.word(value ? "true" : "false");
  }
  void number(std::string_view key, std::size_t value) {
    writer_.plain_key(key);
    writer_.word(std::to_string(value));
  }
  void node(std::string_view key, const tmpl::Node* value) {
    if (value == nullptr) return;
    writer_.plain_key(key);
    write_json(*value, writer_);
  }

  template <class Rows>
  void write_list(std::string_view key, const Rows& rows) {
    writer_.plain_key(key);
    writer_.begin_list();
    for (const auto& row : rows) write_row(row);
    writer_.end_list();
  }

  void begin_row() {
    writer_.begin_item();
    writer_.begin_object();
  }

  void write_all() {
    text("verdict", code_of(verdict_of(report_)));
    write_counts();
    write_list("data_loss", report_.losses);
    write_list("refused", report_.refusals);
    write_list("security", report_.security);
    write_list("stacks", report_.diffs);
    write_resources();
    for (const diff::Section section : all_sections) write_entries(section);
  }

  void write_counts() {
    const DiffCounts counts = counts_of(report_);
    writer_.plain_key("summary");
    writer_.begin_object();
    writer_.plain_key("resources");
    writer_.begin_object();
    for (std::size_t i = 0; i < counts.actions.size(); ++i) {
      number(code_of(static_cast<diff::Action>(i)), counts.actions[i]);
    }
    writer_.end_object();
    for (std::size_t i = 0; i < counts.sections.size(); ++i) {
      number(code_of(static_cast<diff::Section>(i)), counts.sections[i]);
    }
    number("data_loss", counts.losses);
    number("accepted_data_loss", counts.accepted_losses);
    number("refused", report_.refusals.size());
    writer_.plain_key("security");
    writer_.begin_object();
    for (std::size_t i = 0; i < counts.directions.size(); ++i) {
      number(code_of(static_cast<diff::SecurityChange::Direction>(i)), counts.directions[i]);
    }
    writer_.end_object();
    writer_.end_object();
  }

  // What every row about a resource begins with.
  template <class Row>
  void write_subject(const Row& row) {
    text("stack", report_.diffs[row.stack].name);
    text("logical_id", row.logical_id);
    text("type", row.type_name);
  }

  void write_row(const diff::Loss& loss) {
    begin_row();
    write_subject(loss);
    text("what", loss.what);
    flag("certain", loss.is_certain);
    text("path", loss.path);
    text("hint", loss.hint);
    if (loss.accepted) {
      writer_.plain_key("accepted");
      writer_.begin_object();
      text("reason", loss.accepted->reason);
      text("until", loss.accepted->until);
      writer_.end_object();
    }
    writer_.end_object();
  }

  void write_row(const diff::Refusal& refusal) {
    begin_row();
    text("code", refusal.code);
    write_subject(refusal);
    text("path", refusal.path);
    text("what", refusal.what);
    text("hint", refusal.hint);
    flag("certain", refusal.is_certain);
    flag("phases", refusal.has_phases);
    writer_.end_object();
  }

  void write_row(const diff::SecurityChange& change) {
    begin_row();
    write_subject(change);
    text("direction", code_of(change.direction));
    text("kind", code_of(change.kind));
    text("path", change.path);
    text("what", change.what);
    writer_.end_object();
  }

  void write_row(const diff::StackDiff& stack) {
    begin_row();
    text("name", stack.name);
    const bool is_changed = !stack.is_same();
    text("action", stack.before == nullptr  ? "create"
                   : stack.after == nullptr ? "delete"
                   : is_changed             ? "update"
                                            : "none");
    writer_.end_object();
  }

  void write_resources() {
    writer_.plain_key("resources");
    writer_.begin_list();
    for (std::size_t i = 0; i < report_.diffs.size(); ++i) {
      for (const diff::ResourceChange& each : report_.diffs[i].resources) write_resource(i, each);
    }
    writer_.end_list();
  }

  void write_resource(std::size_t stack, const diff::ResourceChange& change) {
    begin_row();
    text("stack", report_.diffs[stack].name);
    text("logical_id", change.logical_id);
    text("type", change.type_name);
    text("action", code_of(change.action));
    flag("stateful", change.is_stateful);
    text_if_any("kept", code_of(change.disposition));
    flag("uncertain", change.may_not_happen || change.may_be_removed);
    text("reason", change.reason);
    write_origin(origins_[stack].of(change));
    const bool is_update = change.before != nullptr && change.after != nullptr;
    write_properties(is_update, change.before == nullptr ? nullptr : &change.before->member->value,
                     change.after == nullptr ? nullptr : &change.after->member->value,
                     change.changes);
    writer_.end_object();
  }

  void write_entries(diff::Section section) {
    writer_.plain_key(code_of(section));
    writer_.begin_list();
    for (std::size_t i = 0; i < report_.diffs.size(); ++i) {
      for (const diff::EntryChange& each : report_.diffs[i].entries) {
        if (each.section == section) write_entry(i, each);
      }
    }
    writer_.end_list();
  }

  void write_entry(std::size_t stack, const diff::EntryChange& change) {
    begin_row();
    text("stack", report_.diffs[stack].name);
    text("name", change.name);
    text("action", entry_action(change));
    write_origin(origins_[stack].of(change));
    const bool is_update = change.before != nullptr && change.after != nullptr;
    write_properties(is_update, change.before, change.after, change.changes);
    writer_.end_object();
  }

  void write_origin(const RowOrigin& origin) {
    text_if_any("construct", origin.construct);
    if (origin.line == 0) return;
    text("file", printable(origin.file));
    number("line", origin.line);
    if (origin.column != 0) number("column", origin.column);
  }

  // What is new or gone is one value, the whole of it, so that a program can apply every diff.
  void write_properties(bool is_update, const tmpl::Node* before, const tmpl::Node* after,
                        const diff::Changes& changes) {
    writer_.plain_key("properties");
    writer_.begin_list();
    if (is_update) {
      for (const diff::Change& each : changes) write_change(each);
    } else {
      write_change({.path = {}, .before = before, .after = after, .effect = diff::Effect::none});
    }
    writer_.end_list();
  }

  void write_change(const diff::Change& change) {
    begin_row();
    text("path", change.path);
    node("old", change.before);
    node("new", change.after);
    text("effect", code_of(change.effect));
    text_if_any("reason", change.reason);
    text_if_any("because", change.because);
    writer_.end_object();
  }

  const DiffReport& report_;
  synth::JsonWriter writer_;
  std::vector<RowOrigins> origins_;
};

}  // namespace

std::string json_diff(const DiffReport& report) {
  support::Buffer out;
  DiffJson(report, out).write();
  return std::string(out.view());
}

}  // namespace omnitrack::cli
