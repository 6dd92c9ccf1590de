#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* table_and_logs = R"(
Resources:
  Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: a}}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
)";

struct Accepted {
  explicit Accepted(const std::string& after, const std::vector<Acceptance>& given = {})
      : compared({{"Stack", table_and_logs, after}}) {
    losses = find_losses(compared.diffs);
    none = accept_losses(compared.diffs, given, "2026-11-24", losses);
  }
  /// The logical ids of the losses that are accepted.
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> accepted;
    for (const Loss& each : losses) {
      if (each.accepted) accepted.emplace_back(each.logical_id);
    }
    return accepted;
  }
  [[nodiscard]] std::vector<std::string> reasons_of_none() const {
    std::vector<std::string> reasons;
    for (const VoidAcceptance& each : none) {
      reasons.push_back(each.acceptance.logical_id + ": " + each.why);
    }
    return reasons;
  }

  ComparedStacks compared;
  std::vector<Loss> losses;
  std::vector<VoidAcceptance> none;
};

std::string after(const std::string& table_entry, const std::string& logs_entry) {
  return "Metadata: {OmniTrack: {AcceptLoss: [" + table_entry +
         "]}}\nResources:\n  Logs: {Type: AWS::Logs::LogGroup, Metadata: {OmniTrack: {AcceptLoss: "
         "[" +
         logs_entry + "]}}, Properties: {RetentionInDays: 7}}\n";
}

TEST(Acceptance, StandsInTheMetadataOfTheTemplateOrOfTheResource) {
  const Accepted accepted(after("{Resource: Table, Reason: 'moved to Aurora', Until: 2026-12-31}",
                                "{Reason: 'nobody reads them', Until: '2026-11-24'}"));
  EXPECT_THAT(accepted.ids(), ElementsAre("Logs", "Table"));
  EXPECT_THAT(accepted.reasons_of_none(), IsEmpty());
  EXPECT_EQ(accepted.losses[1].accepted->reason, "moved to Aurora");
  EXPECT_EQ(accepted.losses[1].accepted->until, "2026-12-31");
}

TEST(Acceptance, ThatHasExpiredCountsAsNoneAndIsTold) {
  const Accepted accepted(after("{Resource: Table, Reason: r, Until: 2026-11-23}", ""));
  EXPECT_THAT(accepted.ids(), IsEmpty());
  EXPECT_THAT(accepted.reasons_of_none(), ElementsAre("Table: it expired on 2026-11-23"));
}

TEST(Acceptance, NeedsAReasonAndADayOfTheCalendar) {
  const Accepted accepted(after("{Resource: Table, Reason: ' ', Until: 2027-01-01}",
                                "{Reason: r, Until: 2027-02-29}, {Reason: r}"));
  EXPECT_THAT(accepted.ids(), IsEmpty());
  EXPECT_THAT(
      accepted.reasons_of_none(),
      ElementsAre("Table: it has no reason", "Logs: '2027-02-29' is not a day as YYYY-MM-DD",
                  "Logs: it has no last day"));
}

TEST(Acceptance, ThatIsGivenMeetsItsStackOrAny) {
  const Accepted accepted(
      after("", ""),
      {{.stack = "", .logical_id = "Table", .reason = "r", .until = "2027-01-01"},
       {.stack = "Other", .logical_id = "Logs", .reason = "r", .until = "2027-01-01"}});
  EXPECT_THAT(accepted.ids(), ElementsAre("Table"));
  EXPECT_THAT(accepted.reasons_of_none(), IsEmpty());
}

TEST(Acceptance, ThatHasExpiredIsSilentWhereAnotherOneCounts) {
  const Accepted accepted(
      after("{Resource: Table, Reason: r, Until: 2026-01-01}", ""),
      {{.stack = "", .logical_id = "Table", .reason = "r", .until = "2027-01-01"}});
  EXPECT_THAT(accepted.ids(), ElementsAre("Table"));
  EXPECT_THAT(accepted.reasons_of_none(), IsEmpty());
}

TEST(Acceptance, OfAStackThatIsGoneCanOnlyBeGiven) {
  const Accepted accepted(
      "", {{.stack = "Stack", .logical_id = "Logs", .reason = "r", .until = "2027-01-01"}});
  EXPECT_THAT(accepted.ids(), ElementsAre("Logs"));
}

}  // namespace
}  // namespace omnitrack::diff
