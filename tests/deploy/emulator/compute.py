"""Functions and alarms: moto's CloudFormation drops layers, tracing and tags, and has no alarms."""

import io
import zipfile

from .kinds import Kind


def _zipped(properties):
    """The inline code of a template, as the archive that the API takes."""
    code = dict(properties["Code"])
    if "ZipFile" in code:
        python = properties.get("Runtime", "python").startswith("python")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as package:
            package.writestr("index.py" if python else "index.js", code["ZipFile"])
        code["ZipFile"] = archive.getvalue()
    return {**properties, "Code": code}


def _settings(resource):
    function = {"FunctionName": resource.physical_resource_id}
    stated = resource.properties
    resource.call("update_function_configuration", {**stated, **function})
    resource.call("update_function_code", {**_zipped(stated)["Code"], **function})
    if limit := stated.get("ReservedConcurrentExecutions"):
        resource.call(
            "put_function_concurrency", {**function, "ReservedConcurrentExecutions": limit}
        )


KINDS = {
    "AWS::Lambda::Function": Kind(
        "lambda", "create_function", ref="properties.FunctionName", named="FunctionName",
        arguments=_zipped, attributes={"Arn": "response.FunctionArn"},
        key={"FunctionName": "ref"}, delete="delete_function", follow=(_settings,),
    ),
    "AWS::CloudWatch::Alarm": Kind(
        "cloudwatch", "put_metric_alarm", ref="properties.AlarmName", named="AlarmName",
        key={"AlarmNames": "[ref]"}, update="put_metric_alarm", delete="delete_alarms",
    ),
}
