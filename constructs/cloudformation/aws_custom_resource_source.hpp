#pragma once

#include <string_view>

namespace omnitrack::cloudformation {

/// The source of the function that makes an `AwsCustomResource`, under Lambda's limit of 4,096
/// characters.
inline constexpr std::string_view aws_custom_resource_source =
    R"js(const failedToCreate = "@failed-to-create";

async function flatten(value, path, flat) {
  if (value === null || value === undefined || typeof value === "function") return;
  if (typeof value.transformToString === "function") value = await value.transformToString();
  if (value instanceof Uint8Array) value = Buffer.from(value).toString("utf8");
  if (value instanceof Date) value = value.toISOString();
  if (typeof value !== "object") {
    flat[path] = String(value);
    return;
  }
  for (const key of Object.keys(value)) {
    if (path === "" && key === "$metadata") continue;
    await flatten(value[key], path === "" ? key : path + "." + key, flat);
  }
}

function fill(value, id) {
  if (value === "@physical-id") return id;
  if (Array.isArray(value)) return value.map((item) => fill(item, id));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, id)]));
}

async function send(call, id) {
  const sdk = require("@aws-sdk/client-" + call.service);
  const client = Object.keys(sdk).find((name) => name.endsWith("Client") && name !== "__Client");
  const Command = sdk[call.action + "Command"];
  if (Command === undefined) throw new Error(call.service + " has no call " + call.action);
  const sender = new sdk[client](call.region ? { region: call.region } : {});
  try {
    return await sender.send(new Command(fill(call.parameters || {}, id)));
  } catch (error) {
    if (!(call.ignoredErrors || []).includes(error.name)) throw error;
    console.log(call.service, call.action, "ignored:", error.name, error.message);
    return {};
  }
}

async function answer(event, call) {
  const id = event.PhysicalResourceId || event.LogicalResourceId;
  const flat = {};
  await flatten(await send(call, id), "", flat);
  const isWanted = ([key]) =>
    !call.outputPaths ||
    call.outputPaths.some((path) => key === path || key.startsWith(path + "."));
  if (call.idPath && flat[call.idPath] === undefined) {
    throw new Error("the response has nothing at " + call.idPath);
  }
  return {
    PhysicalResourceId: call.idPath ? flat[call.idPath] : call.idText || id,
    Data: Object.fromEntries(Object.entries(flat).filter(isWanted)),
  };
}

exports.handler = async (event) => {
  const { RequestType, StackId, RequestId, LogicalResourceId, PhysicalResourceId } = event;
  const given = event.ResourceProperties;
  const body = {
    Status: "SUCCESS",
    StackId,
    RequestId,
    LogicalResourceId,
    PhysicalResourceId: PhysicalResourceId || LogicalResourceId,
    NoEcho: given.NoEcho === "true",
  };
  try {
    const call = given[RequestType] && JSON.parse(given[RequestType]);
    if (call && PhysicalResourceId !== failedToCreate) {
      const made = await answer(event, call);
      if (RequestType === "Delete") made.PhysicalResourceId = PhysicalResourceId;
      Object.assign(body, made);
    }
  } catch (error) {
    console.error(error);
    body.Status = "FAILED";
    body.Reason = error.name + ": " + error.message;
    if (RequestType === "Create") body.PhysicalResourceId = failedToCreate;
  }
  const response = await fetch(event.ResponseURL, {
    method: "PUT",
    headers: { "content-type": "" },
    body: Buffer.from(JSON.stringify(body)),
  });
  if (!response.ok) throw new Error("CloudFormation took no answer: " + response.status);
};
)js";

}  // namespace omnitrack::cloudformation
