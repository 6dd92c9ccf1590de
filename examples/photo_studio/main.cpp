// A studio that works on photos: a site, an API in GraphQL, workers on instances of one's own that
// follow their queue, a job of Batch for each album, and all that happens as rows for Athena.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

// Workers on spare capacity, none where the queue is empty.
void add_workers(Stack& stack, Vpc& vpc, Queue& photos, Bucket& originals) {
  auto& machine = stack.add(LaunchTemplateProps{
      .id = "Machine",
      .instance_type = "m7g.large",
      .machine_image = MachineImage::ecs_optimized(CpuArchitecture::arm64),
      .vpc = vpc,
  });
  auto& fleet = stack.add(AutoScalingGroupProps{
      .id = "Fleet", .launch_template = machine, .vpc = vpc, .max_capacity = 8, .min_capacity = 0});
  auto& cluster = stack.add(ClusterProps{.id = "Cluster", .vpc = vpc});
  auto& capacity = stack.add(
      EcsCapacityProviderProps{.id = "Capacity", .auto_scaling_group = fleet, .cluster = cluster});
  auto& task = stack.add(Ec2TaskDefinitionProps{
      .id = "Developing",
      .containers = {{.name = "develop",
                      .image =
                          ContainerImage::registry("public.ecr.aws/docker/library/busybox:stable"),
                      .environment = {{"QUEUE_URL", photos.url()}},
                      .memory_reservation = 1024}},
      .cpu_architecture = CpuArchitecture::arm64,
  });
  photos.grant_consume_messages(task);
  originals.grant_read_write(task);
  auto& workers = stack.add(Ec2ServiceProps{
      .id = "Workers",
      .cluster = cluster,
      .task_definition = task,
      .capacity_provider_strategies = {capacity.share()},
      .placement_strategies = {TaskPlacementStrategy::pack_by_memory()},
  });
  workers.auto_scale({.min = 0, .max = 20})
      .on_steps("Backlog", photos.metric_messages_visible(),
                {.in = {{0, 2}}, .out = {{1, 1}, {100, 5}}, .wait = 120});
}

// A job for each album that is complete.
void add_printing(Stack& stack, Vpc& vpc, Bucket& originals) {
  auto& fargate = stack.add(BatchComputeEnvironmentProps{.id = "Printers", .vpc = vpc});
  auto& queue = stack.add(BatchJobQueueProps{.id = "PrintQueue", .environments = {fargate}});
  auto& print = stack.add(BatchJobDefinitionProps{
      .id = "Print",
      .image = "public.ecr.aws/docker/library/busybox:stable",
      .command = {"true"},
      .memory = "4096",
      .vcpus = "2",
  });
  originals.grant_read(print);
  stack.add(EventRuleProps{
      .id = "AlbumComplete",
      .pattern = object_events(originals, ObjectChange::created, Match::prefix("albums/")),
      .targets = stack.add(
          BatchJobTargetProps{.id = "PrintAlbum", .job_definition = print, .queue = queue}),
  });
}

// What happens becomes rows of Parquet, which Athena asks.
DeliveryStream& add_history(Stack& stack) {
  auto& lake = stack.add(BucketProps{.id = "Lake"});
  auto& database = stack.add(GlueDatabaseProps{.id = "Studio", .database_name = "studio"});
  auto& events = stack.add(GlueTableProps{
      .id = "Events",
      .bucket = lake,
      .columns = {{.name = "album"},
                  {.name = "kind"},
                  {.name = "at", .type = ColumnType::timestamp()}},
      .database = database,
      .prefix = "events/",
      .table_name = "events",
  });
  return stack.add(DeliveryStreamProps{
      .id = "History", .bucket = lake, .error_prefix = "errors/", .table = events});
}

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Studio", .description = "A studio that works on photos"});
  auto& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2, .nat_gateways = 1});
  auto& originals = stack.add(BucketProps{.id = "Originals", .versioning = true});
  auto& failed = stack.add(QueueProps{.id = "Failed", .retention = 14 * 24 * 60 * 60});
  auto& photos = stack.add(QueueProps{
      .id = "Photos",
      .dead_letter_queue = {{.queue = failed, .max_receive_count = 3}},
      .visibility_timeout = 600,
  });
  originals.notify_queue(photos, {.event = ObjectEvent::created, .prefix = "uploads/"});
  add_workers(stack, vpc, photos, originals);
  add_printing(stack, vpc, originals);

  auto& history = add_history(stack);
  auto& news = stack.add(TopicProps{.id = "News"});
  news.add_subscription("History", history, {.raw_message_delivery = true});

  auto& users = stack.add(UserPoolProps{.id = "Users"});
  auto& albums = stack.add(TableProps{.id = "Albums", .partition_key = {"id"}});
  auto& api = stack.add(GraphqlApiProps{
      .id = "Api",
      .schema = GraphqlText::text("type Album { id: ID! title: String }\n"
                                  "type Query { album(id: ID!): Album }\n"),
      .auth = GraphqlAuth::user_pool(users),
  });
  auto& table = api.add_table_source("Table", albums, GraphqlTableAccess::read);
  api.add_resolver({
      .id = "Album",
      .field_name = "album",
      .type_name = "Query",
      .data_source = table,
      .handler = {.code =
                      GraphqlText::text("import { util } from '@aws-appsync/utils';\n"
                                        "export const request = (ctx) => ({ operation: 'GetItem', "
                                        "key: util.dynamodb.toMapValues({ id: ctx.args.id }) });\n"
                                        "export const response = (ctx) => ctx.result;\n")},
  });

  auto& site = stack.add(StaticSiteProps{.id = "Site"});
  stack.add(BucketDeploymentProps{
      .id = "Pages",
      .bucket = site.bucket(),
      .path = OMNITRACK_APP_DIR "/pages",
      .distribution = site.distribution(),
      .texts = {{"settings.json", concat("{\"api\": \"", api.url(), "\"}")}},
  });
  stack.add(OutputProps{.id = "Url", .value = site.url()});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
