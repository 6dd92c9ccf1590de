// Answers a request as API Gateway would: mock integrations and gateway responses.

import { javaMap, render } from "./velocity.mjs";

// The value of a mapping: a text in quotes, or a header of the request.
function valueOf(mapping, headers) {
  const text = /^'(.*)'$/.exec(mapping)?.[1];
  if (text !== undefined) return text;
  const name = /^method\.request\.header\.(.+)$/.exec(mapping)?.[1];
  if (!name) throw new Error(`no mapping '${mapping}' here`);
  // AWS does not say that a mapping tells cases apart, and HTTP says that names do not.
  return headers.find(([received]) => received.toLowerCase() === name.toLowerCase())?.[1];
}

function mappedHeaders(parameters, prefix, headers) {
  const values = Object.entries(parameters ?? {}).map(([name, mapping]) => [
    name.replace(prefix, ""),
    valueOf(mapping, headers),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/**
 * The answer of a REST API to a request `{method, path, headers}`, whose headers are pairs with
 * their names as they were received. `functions` maps "GET /path" to what stands in for the
 * methods that the template leaves to others.
 */
export function answer(api, request, functions) {
  const key = `${request.method} ${request.path}`;
  const method = api.methods.get(key);
  if (method) return mockAnswer(method, request);
  if (functions.has(key)) return functions.get(key)(request);
  return gatewayAnswer(api, request);
}

function mockAnswer({ Integration }, { headers }) {
  if (Integration.Type !== "MOCK") throw new Error(`no ${Integration.Type} integration here`);
  const overrides = {};
  const variables = {
    input: { params: () => ({ header: javaMap(headers) }) },
    context: { responseOverride: { header: settableOnce(overrides) } },
  };
  const asked = JSON.parse(render(Integration.RequestTemplates["application/json"], variables));
  const response =
    Integration.IntegrationResponses.find(
      ({ SelectionPattern }) =>
        SelectionPattern && new RegExp(`^(?:${SelectionPattern})$`).test(asked.statusCode),
    ) ?? Integration.IntegrationResponses.find(({ SelectionPattern }) => !SelectionPattern);

  const { ResponseParameters } = response;
  const mapped = mappedHeaders(ResponseParameters, "method.response.header.", headers);
  const template = response.ResponseTemplates?.["application/json"];
  const body = template ? render(template, variables) : "";
  return { status: Number(response.StatusCode), headers: { ...mapped, ...overrides }, body };
}

// Overriding one header twice is an error of API Gateway's: its guide's page
// apigateway-override-request-response-parameters.
function settableOnce(target) {
  return new Proxy(target, {
    set(headers, name, value) {
      if (name in headers) throw new Error(`the header ${name} is set twice`);
      headers[name] = value;
      return true;
    },
  });
}

// A method that is not there is refused as a call without a token: the guide's page
// supported-gateway-response-types.
function gatewayAnswer({ gatewayResponses }, { headers }) {
  const made =
    gatewayResponses.get("MISSING_AUTHENTICATION_TOKEN") ?? gatewayResponses.get("DEFAULT_4XX");
  return {
    status: Number(made?.StatusCode ?? 403),
    headers: {
      "Content-Type": "application/json",
      ...mappedHeaders(made?.ResponseParameters, "gatewayresponse.header.", headers),
    },
    body: '{"message":"Missing Authentication Token"}',
  };
}
