#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/events/schedule_expression.hpp>

namespace omnitrack {

namespace detail {

inline void a_name_in_glue_has_1_to_255_characters() {}
inline void glue_runs_by_cron_of_six_fields_with_one_question_mark() {}

struct GlueNameRule {
  static constexpr bool fits(std::string_view name) { return !name.empty() && name.size() <= 255; }
  static constexpr void demand(bool fits) {
    if (!fits) a_name_in_glue_has_1_to_255_characters();
  }
};

struct GlueScheduleRule {
  static constexpr bool fits(std::string_view text) { return is_cron(text); }
  static constexpr void demand(bool fits) {
    if (!fits) glue_runs_by_cron_of_six_fields_with_one_question_mark();
  }
};

}  // namespace detail

/// The name of a job, a crawler or a trigger: 1 to 255 characters.
/// https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-jobs-job.html
using GlueName = CheckedText<detail::GlueNameRule>;
/// When AWS Glue runs something, in UTC: `cron(0 2 * * ? *)`.
/// https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html
using GlueSchedule = CheckedText<detail::GlueScheduleRule>;

}  // namespace omnitrack
