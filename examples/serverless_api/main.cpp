// A REST API whose one function answers with the notes of the user who is signed in.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::string_view list_notes = R"(import json
import os

import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    user = event["requestContext"]["authorizer"]["claims"]["sub"]
    notes = table.query(KeyConditionExpression=Key("User").eq(user))["Items"]
    return {"statusCode": 200, "body": json.dumps([note["Text"] for note in notes])}
)";

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Notes", .description = "Notes of signed-in users"});
  auto& notes = stack.add(TableProps{
      .id = "Notes",
      .partition_key = {"User"},
      .sort_key = {"Written"},
  });
  auto& users = stack.add(UserPoolProps{.id = "Users"});
  auto& list = stack.add(FunctionProps{
      .id = "ListNotes",
      .code = FunctionCode::inline_text(list_notes),
      .environment = {{"TABLE_NAME", notes.name()}},
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
      .tracing = true,
  });
  notes.grant_read_data(list);

  auto& api = stack.add(RestApiProps{.id = "Api", .stage = {.name = "v1", .tracing = true}});
  auto& signed_in = api.add_authorizer(CognitoAuthorizerProps{
      .id = "SignedIn",
      .user_pools = {users},
  });
  api.root().add_resource("notes").add_method(
      HttpMethod::get, LambdaIntegration{.function = list}, {.authorization = signed_in});
  stack.add(OutputProps{.id = "Url", .value = api.url("/notes"), .description = "Lists the notes"});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
