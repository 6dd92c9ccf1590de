#include "cli/diff/diff_formats.hpp"
#include "cli/diff/diff_words.hpp"
#include "cli/page/printable.hpp"
#include "support/json_writer.hpp"
#include "template/write_json.hpp"

namespace omnitrack::cli {

namespace {

class DiffJson {
 public:
  DiffJson(const DiffView& view, support::JsonWriter& json) : view_(view), json_(json) {}

  void write() {
    json_.begin_object();
    json_.member("format_version", "1.0");
    // The name of a file may be no UTF-8.
    json_.member("old", printable(view_.report.old_label));
    json_.member("new", printable(view_.report.new_label));
    if (view_.report.is_security_only) {
      write_list("security", view_.security);
    } else {
      write_all();
    }
    json_.end_object();
  }

 private:
  template <class Rows>
  void write_list(std::string_view name, const Rows& rows) {
    json_.list(name, rows, [&](const auto& row) { write_row(row); });
  }

  void write_all() {
    json_.member("verdict", code_of(view_.verdict));
    write_counts();
    write_list("data_loss", view_.losses);
    write_list("refused", view_.refusals);
    if (!view_.stale_reads.empty()) write_list("stale_reads", view_.stale_reads);
    write_list("security", view_.security);
    write_list("stacks", view_.stacks);
    write_rows(
        "resources", [](const StackRows& stack) -> auto& { return stack.resources; });
    for (const diff::Section section : all_sections) {
      write_rows(
          code_of(section), [=](const StackRows& stack) -> auto& {
            return stack.entries(section);
          });
    }
  }

  // A list of the rows of all stacks.
  template <class RowsOf>
  void write_rows(std::string_view name, const RowsOf& rows_of) {
    json_.plain_key(name);
    json_.begin_list();
    for (const StackRows& stack : view_.stacks) {
      for (const auto& row : rows_of(stack)) {
        json_.begin_item();
        write_row(row);
      }
    }
    json_.end_list();
  }

  template <class Enum, class Counts>
  void write_counts_by(const Counts& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      json_.member(code_of(static_cast<Enum>(i)), counts[i]);
    }
  }

  void write_counts() {
    const DiffCounts& counts = view_.counts;
    json_.plain_key("summary");
    json_.begin_object();
    json_.plain_key("resources");
    json_.begin_object();
    write_counts_by<diff::Action>(counts.actions);
    json_.end_object();
    write_counts_by<diff::Section>(counts.sections);
    json_.member("quiet_rows", counts.quiet_rows);
    json_.member("quiet_values", counts.quiet_values);
    json_.member("data_loss", counts.losses);
    json_.member("accepted_data_loss", counts.accepted_losses);
    json_.member("refused", view_.refusals.size());
    json_.plain_key("security");
    json_.begin_object();
    write_counts_by<diff::SecurityChange::Direction>(counts.directions);
    json_.end_object();
    json_.end_object();
  }

  // What every row about a resource begins with.
  void write_subject(const RowSubject& subject) {
    json_.member("stack", subject.stack);
    json_.member("logical_id", subject.name);
    json_.member("type", subject.type_name);
  }

  void write_row(const LossRow& row) {
    const diff::Loss& loss = row.verdict;
    json_.begin_object();
    write_subject(row.subject);
    json_.member("what", loss.what);
    json_.member("certain", loss.is_certain);
    json_.member("path", loss.path);
    json_.member("hint", loss.hint);
    if (loss.accepted) {
      json_.plain_key("accepted");
      json_.begin_object();
      json_.member("reason", loss.accepted->reason);
      json_.member("until", loss.accepted->until);
      json_.end_object();
    }
    json_.end_object();
  }

  void write_row(const RefusalRow& row) {
    const diff::Refusal& refusal = row.verdict;
    json_.begin_object();
    json_.member("code", refusal.code);
    write_subject(row.subject);
    json_.member("path", refusal.path);
    json_.member("what", refusal.what);
    json_.member("hint", refusal.hint);
    json_.member("certain", refusal.is_certain);
    json_.member("phases", refusal.has_phases);
    json_.end_object();
  }

  void write_row(const StaleReadRow& row) {
    const diff::StaleRead& read = row.verdict;
    json_.begin_object();
    write_subject(row.subject);
    json_.member("path", read.path);
    json_.member("what", read.what);
    json_.member("hint", read.hint);
    json_.member("certain", read.is_certain);
    json_.end_object();
  }

  void write_row(const SecurityRow& row) {
    const diff::SecurityChange& change = row.verdict;
    json_.begin_object();
    write_subject(row.subject);
    json_.member("direction", code_of(change.direction));
    json_.member("kind", code_of(change.kind));
    json_.member("path", change.path);
    json_.member("what", change.what);
    json_.end_object();
  }

  void write_row(const StackRows& stack) {
    json_.begin_object();
    json_.member("name", stack.name);
    json_.member("action", stack.action);
    if (!stack.assumed.empty()) {
      json_.list("assumed", stack.assumed,
                 [this](const std::string& each) { json_.any_string(each); });
    }
    json_.end_object();
  }

  void write_row(const ResourceRow& row) {
    const diff::ResourceChange& change = row.change;
    json_.begin_object();
    write_subject(row.subject);
    json_.member("action", code_of(change.action));
    json_.member("stateful", change.is_stateful);
    json_.member_if_any("kept", code_of(change.disposition));
    json_.member("uncertain", change.may_not_happen || change.may_be_removed);
    write_quiet(row.is_quiet);
    json_.member("reason", change.reason);
    write_origin(row.subject.origin);
    write_properties(row);
    json_.end_object();
  }

  void write_row(const EntryRow& row) {
    json_.begin_object();
    json_.member("stack", row.subject.stack);
    json_.member("name", row.subject.name);
    json_.member("action", row.action);
    write_quiet(row.is_quiet);
    write_origin(row.subject.origin);
    write_properties(row);
    json_.end_object();
  }

  void write_quiet(bool is_quiet) {
    if (is_quiet) json_.member("quiet", true);
  }

  void write_origin(const RowOrigin& origin) {
    json_.member_if_any("construct", origin.construct);
    if (origin.line == 0) return;
    json_.member("file", printable(origin.file));
    json_.member("line", origin.line);
    if (origin.column != 0) json_.member("column", origin.column);
  }

  // What is new or gone is one value, the whole of it, so that a program can apply every diff.
  template <class Row>
  void write_properties(const Row& row) {
    json_.plain_key("properties");
    json_.begin_list();
    if (row.is_update()) {
      for (const ChangeRow& each : row.changes.direct) write_change(each.change, each.is_quiet);
      for (const ChangeRow& each : row.changes.consequences) {
        write_change(each.change, each.is_quiet);
      }
    } else {
      write_change(
          {.path = {}, .before = row.before, .after = row.after, .effect = diff::Effect::none},
          row.is_quiet);
    }
    json_.end_list();
  }

  void write_change(const diff::Change& change, bool is_quiet) {
    json_.begin_item();
    json_.begin_object();
    json_.member("path", change.path);
    write_value("old", change.before);
    write_value("new", change.after);
    json_.member("effect", code_of(change.effect));
    write_quiet(is_quiet);
    json_.member_if_any("reason", change.reason);
    json_.member_if_any("because", change.because);
    json_.end_object();
  }

  void write_value(std::string_view name, const tmpl::Node* value) {
    if (value == nullptr) return;
    json_.plain_key(name);
    write_json(*value, json_);
  }

  const DiffView& view_;
  support::JsonWriter& json_;
};

}  // namespace

void json_diff(const DiffView& view, const Console& /*console*/, const support::Sink& out) {
  support::write_json(support::JsonLayout::narrow, out,
                      [&](support::JsonWriter& json) { DiffJson(view, json).write(); });
}

}  // namespace omnitrack::cli
