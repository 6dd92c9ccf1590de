// A construct of one's own: a queue with the function that works on its messages, and a second
// queue for those that it cannot process.

#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

class WorkQueue;

/// Properties of a work queue.
struct WorkQueueProps {
  using Makes = WorkQueue;
  Id id;
  /// The function that works on the messages.
  Required<Link<Function>, struct required_worker> worker;
  /// How often a message is tried before it becomes a dead letter.
  KnownNumber attempts = 3;
  /// The name; made up by CloudFormation where it is left out.
  Text queue_name = {};
};

/// A queue with a worker: two AWS::SQS::Queue and AWS::Lambda::EventSourceMapping.
class WorkQueue final : public Construct {
 public:
  WorkQueue(Attach at, const WorkQueueProps& props)
      : Construct(std::move(at)),
        dead_letters_(add(cfn::sqs::QueueProps{
            .id = child("DeadLetters"),
            .message_retention_period = 14 * 24 * 60 * 60,
        })),
        resource_(add(cfn::sqs::QueueProps{
            .id = primary(),
            .redrive_policy = {{"deadLetterTargetArn", dead_letters_.attr_arn()},
                               {"maxReceiveCount", props.attempts.number()}},
        })) {
    if (!props.queue_name.empty()) resource_.props.queue_name = props.queue_name;
    if (props.attempts < 1 || props.attempts > 1000) {
      error("SHOP1", "messages cannot be tried " + std::to_string(props.attempts) + " times",
            "attempts is 1 to 1000");
    }
    add(cfn::lambda::EventSourceMappingProps{
            .id = child("Mapping"),
            .function_name = props.worker->name(),
            .event_source_arn = resource_.attr_arn(),
        })
        .depends_on(*props.worker);
    props.worker->add_to_policy({
        .actions = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"},
        .resources = {resource_.attr_arn()},
    });
  }

  /// Allows to send messages.
  void grant_send(Grantee& grantee) const {
    grantee.add_to_policy({.actions = {"sqs:SendMessage"}, .resources = {resource_.attr_arn()}});
  }

  /// The queue's own resource.
  [[nodiscard]] cfn::sqs::Queue& resource() { return resource_; }

 private:
  cfn::sqs::Queue& dead_letters_;
  cfn::sqs::Queue& resource_;
};

void build(App& app) {
  auto& stack =
      app.add(StackProps{.id = "Thumbnails", .description = "Small pictures of large ones"});
  auto& worker = stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  auto& queue = stack.add(WorkQueueProps{.id = "Pictures", .worker = worker, .attempts = 5});
  auto& sender = stack.add(RoleProps{
      .id = "Sender",
      .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
  });
  queue.grant_send(sender);
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
