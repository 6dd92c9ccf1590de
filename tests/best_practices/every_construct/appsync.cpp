#include "every_construct.hpp"

namespace every_construct {

void add_appsync(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& api = stack.add(GraphqlApiProps{
      .id = "GraphqlApi", .schema = GraphqlText::text("type Query { order(id: ID!): String }")});
  GraphqlDataSource& orders = api.add_function_source("OrdersSource", in.function);
  GraphqlFunction& look_up = api.add_function({.id = "LookUp", .data_source = orders});
  GraphqlResolver& resolver = api.add_resolver({
      .id = "Order",
      .field_name = "order",
      .type_name = "Query",
      .pipeline = {look_up},
  });
  resolver.depends_on(look_up);
  stack.add(GraphqlDomainNameProps{.id = "GraphqlName",
                                   .api = api,
                                   .certificate = in.certificate,
                                   .domain_name = "graphql.example.com",
                                   .hosted_zone = in.zone});
  stack.add(MergedGraphqlApiProps{.id = "MergedApi", .sources = {api}});
  auto& events = stack.add(EventApiProps{.id = "EventApi"});
  ChannelNamespace& rooms = events.add_namespace({.id = "Rooms", .name = "rooms"});
  rooms.depends_on(look_up);
}

}  // namespace every_construct
