// An app of one stack with a table of two indexes.

#include <omnitrack/run.hpp>

namespace {

using namespace omnitrack;

Json attribute(const char* name) {
  return Json::object({{"AttributeName", name}, {"AttributeType", "S"}});
}

Json key(const char* name) {
  return Json::array({Json::object({{"AttributeName", name}, {"KeyType", "HASH"}})});
}

Json index(const char* name, const char* attribute) {
  return Json::object({{"IndexName", name},
                       {"KeySchema", key(attribute)},
                       {"Projection", Json::object({{"ProjectionType", "ALL"}})}});
}

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Indexed"});
  auto& table = stack.add(UntypedResourceProps{.id = "Table", .type = "AWS::DynamoDB::Table"});
  table.set("BillingMode", "PAY_PER_REQUEST");
  table.set("AttributeDefinitions", Json::array({attribute("PK"), attribute("A"), attribute("B")}));
  table.set("KeySchema", key("PK"));
  table.set("GlobalSecondaryIndexes", Json::array({index("ByA", "A"), index("ByB", "B")}));
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
