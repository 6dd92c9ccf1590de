"""API Gateway: moto's CloudFormation lacks stages, authorizers, responses and WebSocket APIs."""

from .kinds import Kind

_REST_KEY = {"restApiId": "properties.RestApiId"}
_V2_KEY = {"ApiId": "properties.ApiId"}


def _integration(resource):
    """The backend of a method; a mock needs neither a URI nor an HTTP method."""
    stated = resource.properties
    method = {
        "restApiId": stated["RestApiId"],
        "resourceId": stated["ResourceId"],
        "httpMethod": stated["HttpMethod"],
    }
    for answer in stated.get("MethodResponses", []):
        resource.call("put_method_response", {**answer, **method})
    if integration := stated.get("Integration"):
        resource.call("put_integration", {**integration, **method})
        for answer in integration.get("IntegrationResponses", []):
            resource.call("put_integration_response", {**answer, **method})


def _patches(prefix, settings):
    """Patch operations that set each of the settings, by the names that a stage's patch takes."""
    return [
        {"op": "replace", "path": f"{prefix}/{path}", "value": settings[name]}
        for name, path in (
            ("MetricsEnabled", "metrics/enabled"),
            ("LoggingLevel", "logging/loglevel"),
            ("DataTraceEnabled", "logging/dataTrace"),
            ("ThrottlingBurstLimit", "throttling/burstLimit"),
            ("ThrottlingRateLimit", "throttling/rateLimit"),
        )
        if name in settings
    ]


def _stage_settings(resource):
    """Logging, metrics and throttling of a stage are set by patches, not when it is made."""
    stated = resource.properties
    operations = []
    for settings in stated.get("MethodSettings", []):
        path = settings.get("ResourcePath", "/*").strip("/").replace("/", "~1")
        operations += _patches(f"/{path}/{settings.get('HttpMethod', '*')}", settings)
    if logs := stated.get("AccessLogSetting"):
        for name, path in (("DestinationArn", "destinationArn"), ("Format", "format")):
            operations.append(
                {"op": "replace", "path": f"/accessLogSettings/{path}", "value": logs[name]}
            )
    operations.append(
        {"op": "replace", "path": "/deploymentId", "value": stated["DeploymentId"]}
    )
    resource.call(
        "update_stage",
        {
            "restApiId": stated["RestApiId"],
            "stageName": stated["StageName"],
            "patchOperations": operations,
        },
    )


KINDS = {
    "AWS::ApiGateway::RestApi": Kind(
        "apigateway", "create_rest_api", ref="response.id", named="Name",
        attributes={"RootResourceId": "response.rootResourceId", "RestApiId": "ref"},
        key={"restApiId": "ref"}, delete="delete_rest_api",
    ),
    "AWS::ApiGateway::Resource": Kind(
        "apigateway", "create_resource", ref="response.id",
        attributes={"ResourceId": "ref"},
        key={**_REST_KEY, "resourceId": "ref"}, delete="delete_resource",
    ),
    "AWS::ApiGateway::Method": Kind(
        "apigateway", "put_method",
        ref="join('|', [properties.RestApiId, properties.ResourceId, properties.HttpMethod])",
        key={**_REST_KEY, "resourceId": "properties.ResourceId",
             "httpMethod": "properties.HttpMethod"},
        update="put_method", delete="delete_method", follow=(_integration,),
    ),
    "AWS::ApiGateway::Deployment": Kind(
        "apigateway", "create_deployment", ref="response.id",
        attributes={"DeploymentId": "ref"},
        key={**_REST_KEY, "deploymentId": "ref"}, delete="delete_deployment",
    ),
    "AWS::ApiGateway::Stage": Kind(
        "apigateway", "create_stage", ref="properties.StageName",
        key={**_REST_KEY, "stageName": "ref"}, delete="delete_stage", follow=(_stage_settings,),
    ),
    "AWS::ApiGateway::Authorizer": Kind(
        "apigateway", "create_authorizer", ref="response.id",
        attributes={"AuthorizerId": "ref"},
        key={**_REST_KEY, "authorizerId": "ref"}, delete="delete_authorizer",
    ),
    "AWS::ApiGateway::RequestValidator": Kind(
        "apigateway", "create_request_validator", ref="response.id",
        attributes={"RequestValidatorId": "ref"},
        key={**_REST_KEY, "requestValidatorId": "ref"}, delete="delete_request_validator",
    ),
    "AWS::ApiGateway::Model": Kind(
        "apigateway", "create_model", ref="properties.Name", named="Name",
        key={**_REST_KEY, "modelName": "ref"},
    ),
    "AWS::ApiGateway::UsagePlan": Kind(
        "apigateway", "create_usage_plan", ref="response.id", rename={"UsagePlanName": "name"},
        named="UsagePlanName",
        attributes={"Id": "ref"}, key={"usagePlanId": "ref"}, delete="delete_usage_plan",
    ),
    "AWS::ApiGateway::ApiKey": Kind(
        "apigateway", "create_api_key", ref="response.id", named="Name",
        attributes={"APIKeyId": "ref"}, key={"apiKey": "ref"}, delete="delete_api_key",
    ),
    "AWS::ApiGateway::UsagePlanKey": Kind(
        "apigateway", "create_usage_plan_key", ref="response.id",
        key={"usagePlanId": "properties.UsagePlanId", "keyId": "properties.KeyId"},
        delete="delete_usage_plan_key",
    ),
    "AWS::ApiGatewayV2::Api": Kind(
        "apigatewayv2", "create_api", ref="response.ApiId",
        attributes={"ApiId": "ref", "ApiEndpoint": "response.ApiEndpoint"},
        key={"ApiId": "ref"}, update="update_api", delete="delete_api",
    ),
    "AWS::ApiGatewayV2::Integration": Kind(
        "apigatewayv2", "create_integration", ref="response.IntegrationId",
        attributes={"IntegrationId": "ref"},
        key={**_V2_KEY, "IntegrationId": "ref"},
        update="update_integration", delete="delete_integration",
    ),
    "AWS::ApiGatewayV2::Route": Kind(
        "apigatewayv2", "create_route", ref="response.RouteId",
        attributes={"RouteId": "ref"},
        key={**_V2_KEY, "RouteId": "ref"}, update="update_route", delete="delete_route",
    ),
    "AWS::ApiGatewayV2::Authorizer": Kind(
        "apigatewayv2", "create_authorizer", ref="response.AuthorizerId",
        attributes={"AuthorizerId": "ref"},
        key={**_V2_KEY, "AuthorizerId": "ref"},
        update="update_authorizer", delete="delete_authorizer",
    ),
    "AWS::ApiGatewayV2::Stage": Kind(
        "apigatewayv2", "create_stage", ref="properties.StageName",
        key={**_V2_KEY, "StageName": "ref"}, delete="delete_stage",
    ),
}
