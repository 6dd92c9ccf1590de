#include "cli/adopt/adoption_report.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/diff/diff_words.hpp"

namespace omnitrack::cli {

std::size_t AdoptionReport::problems() const {
  std::size_t count = 0;
  for (const AdoptedStack& stack : *stacks) {
    count += static_cast<std::size_t>(std::ranges::count_if(
        stack.rows, [](const AdoptedRow& each) { return !each.problem.empty(); }));
  }
  return count;
}

std::string_view state_of(const AdoptedRow& row) {
  switch (row.kind) {
    case AdoptedRow::Kind::match:
      return lock::name_of(row.certainty);
    case AdoptedRow::Kind::remade:
      return "remade";
    case AdoptedRow::Kind::fresh:
      return "new";
    case AdoptedRow::Kind::gone:
      return "gone";
  }
  return {};
}

std::string_view next_action(const diff::StackDiff& stack, std::string_view logical_id) {
  const diff::ResourceChange* change = stack.find(logical_id);
  return change == nullptr ? "same" : code_of(change->action);
}

std::string adoption_json(const AdoptionReport& report) {
  using nlohmann::ordered_json;
  ordered_json document{
      {"format_version", "1.0"}, {"written", report.is_written}, {"stacks", ordered_json::array()}};
  for (std::size_t i = 0; i < report.stacks->size(); ++i) {
    const AdoptedStack& stack = (*report.stacks)[i];
    auto resources = ordered_json::array();
    for (const AdoptedRow& row : stack.rows) {
      ordered_json each{{"state", state_of(row)}, {"type", row.type}};
      if (!row.path.empty()) each["path"] = row.path;
      if (!row.old_id.empty()) each["old_logical_id"] = row.old_id;
      if (!row.new_id.empty()) each["logical_id"] = row.new_id;
      each["why"] = row.note;
      each["stateful"] = !row.data.empty();
      if (!row.problem.empty()) each["problem"] = row.problem;
      const std::string& deployed = row.new_id.empty() ? row.old_id : row.new_id;
      if (!report.diffs.empty()) each["next"] = next_action(report.diffs[i], deployed);
      resources.push_back(std::move(each));
    }
    document["stacks"].push_back({{"name", stack.name},
                                  {"old", stack.old->document.file()},
                                  {"resources", std::move(resources)}});
  }
  const auto verdicts = [&](const auto& rows) {
    auto list = ordered_json::array();
    for (const auto& row : rows) {
      list.push_back({{"stack", report.diffs[row.stack].name},
                      {"logical_id", row.logical_id},
                      {"type", row.type_name},
                      {"path", row.path},
                      {"what", row.what},
                      {"hint", row.hint}});
    }
    return list;
  };
  document["data_loss"] = verdicts(report.losses);
  document["refused"] = verdicts(report.refusals);
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace omnitrack::cli
