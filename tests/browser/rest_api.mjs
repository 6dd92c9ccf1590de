// The REST API of a synthesized template: its paths, methods and gateway responses.

const isRoot = (id, api) => id["Fn::GetAtt"]?.join() === `${api},RootResourceId`;

/** Reads the one REST API of a template; what API Gateway would refuse to make throws. */
export function readRestApi(template) {
  const ofType = (name) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === `AWS::ApiGateway::${name}`)
      .map(([id, { Properties }]) => [id, Properties]);
  const [[api]] = ofType("RestApi");
  const resources = new Map(ofType("Resource"));
  const pathOf = (id) => {
    if (isRoot(id, api)) return "";
    const { ParentId, PathPart } = resources.get(id.Ref);
    return `${pathOf(ParentId)}/${PathPart}`;
  };

  const methods = new Map();
  for (const [id, method] of ofType("Method")) {
    checkHeaders(id, method);
    methods.set(`${method.HttpMethod} ${pathOf(method.ResourceId) || "/"}`, method);
  }
  return {
    stage: ofType("Stage")[0][1].StageName,
    paths: ["/", ...[...resources.keys()].map((id) => pathOf({ Ref: id }))],
    methods,
    gatewayResponses: new Map(
      ofType("GatewayResponse").map(([, response]) => [response.ResponseType, response]),
    ),
  };
}

// A mapped header that the method's response does not declare makes the deployment fail.
// https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html
function checkHeaders(id, { Integration, MethodResponses = [] }) {
  for (const { StatusCode, ResponseParameters = {} } of Integration?.IntegrationResponses ?? []) {
    const declared = MethodResponses.find((response) => response.StatusCode === StatusCode);
    for (const name of Object.keys(ResponseParameters)) {
      if (declared?.ResponseParameters?.[name] === undefined) {
        throw new Error(`${id} maps ${name}, which its response ${StatusCode} does not declare`);
      }
    }
  }
}
