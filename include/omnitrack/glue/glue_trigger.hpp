#pragma once

#include <omnitrack/glue/glue_crawler.hpp>
#include <omnitrack/glue/glue_job.hpp>

namespace omnitrack::cfn::glue {
class Trigger;  // defined in <omnitrack/cfn/glue.hpp>
}

namespace omnitrack {

/// A job that a trigger starts.
struct TriggeredJob {
  /// The job.
  Required<Link<const GlueJob>, struct required_job> job;
  /// Arguments beside those of the job.
  Map<std::string> arguments = {};
  /// How long the run may take, in minutes, 1 to 10,080; as the job says where it is left out.
  JobTimeout timeout = {};
};

/// How a run ended.
enum class JobState : std::uint8_t { succeeded, stopped, timed_out, failed };

/// A run that a trigger waits for.
struct JobCondition {
  /// The job.
  Required<Link<const GlueJob>, struct required_job> job;
  /// How the run ends.
  JobState state = JobState::succeeded;
};

class GlueTrigger;

/// Properties of a trigger.
struct GlueTriggerProps {
  using Makes = GlueTrigger;
  Id id;
  /// Whether one run is enough of those that it waits for.
  Bool any_condition = false;
  /// Runs that it waits for.
  Items<JobCondition> conditions = {};
  /// The crawlers that it starts.
  Items<Link<const GlueCrawler>> crawlers = {};
  /// What it is for, 2,048 characters at most.
  Value<std::string> description = {};
  /// Whether it is in force as soon as it is made.
  Bool enabled = true;
  /// The jobs that it starts.
  Items<TriggeredJob> jobs = {};
  /// When it starts them, in UTC; on demand where there is neither a schedule nor a condition.
  GlueSchedule schedule = {};
  /// The name; made up by CloudFormation where it is left out.
  GlueName trigger_name = {};
};

/// What starts jobs and crawlers by a schedule, after others, or on demand: AWS::Glue::Trigger.
/// https://docs.aws.amazon.com/glue/latest/dg/about-triggers.html
class GlueTrigger final : public Construct {
 public:
  GlueTrigger(Attach at, const GlueTriggerProps& props);

  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The trigger's own resource.
  [[nodiscard]] cfn::glue::Trigger& resource() { return resource_; }

 private:
  void check(const GlueTriggerProps& props) const;

  cfn::glue::Trigger& resource_;
};

}  // namespace omnitrack
