#include <algorithm>

#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/reach/reach_report.hpp"

namespace omnitrack::cli {

namespace {

using graph::Answer;
using graph::Reason;
using graph::Verdict;

constexpr std::size_t reason_indent = 2;
constexpr std::size_t place_indent = 6;

Style style_of(Verdict verdict) {
  return verdict == Verdict::perhaps ? Style::warning : Style::bold;
}

std::string conclusion_of(const ReachReport& report) {
  std::string words = report.from;
  switch (report.reach.verdict) {
    case Verdict::yes:
      words += " can reach ";
      break;
    case Verdict::perhaps:
      words += " may reach ";
      break;
    case Verdict::no:
      words += " cannot reach ";
      break;
  }
  words += report.to;
  if (!report.port.empty()) words += " at port " + report.port;
  if (!report.action.empty()) words += " by " + report.action;
  return printable(words);
}

class ReachPage {
 public:
  ReachPage(const ReachReport& report, const PageLook& look) : report_(report), page_(look) {}

  std::string write() {
    page_.paragraph(0, std::string(name_of(report_.reach.verdict)) + ':',
                    style_of(report_.reach.verdict), conclusion_of(report_));
    add_defaults();
    add_network();
    add_permission();
    add_through();
    return page_.take();
  }

 private:
  void add_heading(std::string_view title, std::string_view words) {
    page_.empty_line();
    page_.paragraph(0, std::string(title) + ':', Style::bold, words);
  }

  void add_defaults() {
    if (!report_.with_defaults) return;
    std::string words;
    for (const auto& [name, value] : report_.with_defaults->parameters) {
      if (!words.empty()) words += ", ";
      words.append(name).append(" = ").append(value);
    }
    const Verdict verdict = report_.with_defaults->verdict;
    page_.paragraph(reason_indent, "with the defaults:", style_of(verdict),
                    printable(std::string(name_of(verdict)) + " (" + words + ')'));
  }

  void add_network() {
    if (!report_.reach.network) {
      add_heading("network", "not asked, as no connection is opened from one to the other");
      return;
    }
    add_heading("network", name_of(report_.reach.network->verdict));
    add_reasons(*report_.reach.network);
  }

  void add_permission() {
    if (!report_.reach.permission) {
      add_heading("permission", report_.reach.network_decides
                                    ? "none is needed: who gets there may use it"
                                    : "not asked, as no policy is about it");
      return;
    }
    const Answer& answer = report_.reach.permission->answer;
    add_heading("permission", report_.reach.network_decides ? std::string(name_of(answer.verdict)) +
                                                                  ", but who gets there needs none"
                                                            : std::string(name_of(answer.verdict)));
    if (report_.reach.permission->actions.empty()) add_reasons(answer);
    for (const graph::Allowed& each : report_.reach.permission->actions) {
      page_.paragraph(reason_indent, each.action + ':', style_of(each.answer.verdict),
                      name_of(each.answer.verdict));
      add_reasons(each.answer);
    }
    if (!report_.reach.permission->actions.empty() && !are_told_by_actions(answer)) {
      add_unknowns(answer);
    }
  }

  /// Whether the actions name all that an answer depends on.
  [[nodiscard]] bool are_told_by_actions(const Answer& answer) const {
    return std::ranges::all_of(answer.unknowns, [this](const std::string& unknown) {
      return std::ranges::any_of(
          report_.reach.permission->actions, [&unknown](const graph::Allowed& each) {
            return each.answer.verdict == Verdict::perhaps &&
                   std::ranges::find(each.answer.unknowns, unknown) != each.answer.unknowns.end();
          });
    });
  }

  void add_through() {
    if (const auto& start = report_.reach.at_start) {
      page_.empty_line();
      page_.paragraph(0, "note:", Style::info,
                      printable("to start " + report_.from + ", ECS " +
                                (start->verdict == Verdict::yes ? "can" : "may") + " reach " +
                                report_.to + " by the execution role " + start->resource));
    }
    for (const graph::Through& each : report_.reach.through) {
      const bool is_sure = each.verdict == Verdict::yes;
      page_.empty_line();
      page_.paragraph(
          0, "note:", Style::info,
          printable(report_.from + (is_sure ? " reaches " : " may reach ") + each.resource +
                    ", which " + (is_sure ? "reaches " : "may reach ") + report_.to));
    }
  }

  /// What decides comes first: what says no, then what says perhaps.
  void add_reasons(const Answer& answer) {
    std::vector<Reason> reasons = answer.reasons;
    std::ranges::stable_sort(reasons, {}, &Reason::says);
    for (const Reason& each : reasons) {
      const std::string when = each.when.empty() ? "" : "where " + each.when + ": ";
      page_.paragraph(reason_indent, std::string(name_of(each.says)) + ':', style_of(each.says),
                      printable(when + each.words));
      const std::string place = place_of(report_, each);
      if (!place.empty()) {
        page_.line(place_indent,
                   page_.styled().add(printable(std::string(name_of(each.kind)) + ", " + place)));
      }
    }
    add_unknowns(answer);
  }

  void add_unknowns(const Answer& answer) {
    if (answer.verdict != Verdict::perhaps) return;
    for (const std::string& each : answer.unknowns) {
      page_.note(reason_indent, "depends on", printable(each));
    }
  }

  const ReachReport& report_;
  TextPage page_;
};

}  // namespace

std::string reach_text(const ReachReport& report, const Console& console) {
  const PageLook look = look_of(console);
  return ReachPage(report, look).write();
}

}  // namespace omnitrack::cli
