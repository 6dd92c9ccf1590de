#include <string>

#include <omnitrack/cfn/applicationautoscaling.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace scaling = cfn::applicationautoscaling;

namespace {

using Dimension = scaling::ScalableTargetProps::ScalableDimension;
using MetricType = scaling::scaling_policy::PredefinedMetricSpecification::PredefinedMetricType;

// One direction of a table's or an index's throughput.
struct Direction {
  std::string_view name;
  Dimension of_table;
  Dimension of_index;
  MetricType utilization;
};

constexpr Direction reads = {"Read", Dimension::dynamodb_table_read_capacity_units,
                             Dimension::dynamodb_index_read_capacity_units,
                             MetricType::dynamo_db_read_capacity_utilization};
constexpr Direction writes = {"Write", Dimension::dynamodb_table_write_capacity_units,
                              Dimension::dynamodb_index_write_capacity_units,
                              MetricType::dynamo_db_write_capacity_utilization};

bool is_above(const Value<std::int64_t>& a, const Value<std::int64_t>& b) {
  return a.node().kind == NodeKind::integer && b.node().kind == NodeKind::integer &&
         a.node().integer > b.node().integer;
}

}  // namespace

void Table::add_scaling(std::string_view index, const Capacity& read, const Capacity& write) {
  const Value<std::string> scaled_id =
      index.empty() ? concat("table/", name()) : concat("table/", name(), "/index/", index);
  const auto scale = [&](const Direction& direction, const Capacity& capacity) {
    if (is_above(1, capacity.units())) {
      error(codes::OT2310, "the capacity is " + std::to_string(capacity.units().node().integer),
            "it must be at least one unit; to pay by request, use TableBilling::on_demand()");
    }
    if (!capacity.is_scaled()) return;
    const CapacityRange& range = capacity.range();
    if (is_above(range.min, range.max)) {
      error(codes::OT2312, "the capacity's minimum is above its maximum", "exchange .min and .max");
    }
    if (range.target_percent.is_broken()) {
      error(codes::OT2310, "the target utilization of the capacity is out of bounds",
            "it can be 20 to 90");
    }
    const std::string id = std::string(index).append(direction.name).append("Scaling");
    auto& target = add(scaling::ScalableTargetProps{
        .id = child(id),
        .max_capacity = range.max,
        .min_capacity = range.min,
        .resource_id = scaled_id,
        .scalable_dimension = index.empty() ? direction.of_table : direction.of_index,
        .service_namespace = scaling::ScalableTargetProps::ServiceNamespace::dynamodb,
    });
    add(scaling::ScalingPolicyProps{
        .id = child(id + "Policy"),
        .policy_name = std::string(direction.name) + "Utilization",
        .policy_type = scaling::ScalingPolicyProps::PolicyType::target_tracking_scaling,
        .scaling_target_id = as<scaling::ScalableTargetResourceId>(target.ref()),
        .target_tracking_scaling_policy_configuration =
            scaling::scaling_policy::TargetTrackingScalingPolicyConfiguration{
                .target_value = Value<double>(range.target_percent.value()),
                .predefined_metric_specification =
                    scaling::scaling_policy::PredefinedMetricSpecification{
                        .predefined_metric_type = direction.utilization},
                .scale_in_cooldown = range.scale_in_cooldown,
                .scale_out_cooldown = range.scale_out_cooldown},
    });
  };
  scale(reads, read);
  scale(writes, write);
}

}  // namespace omnitrack
