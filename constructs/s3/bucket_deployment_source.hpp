#pragma once

#include <string_view>

namespace omnitrack::s3 {

/// The source of the function that puts the files of a `BucketDeployment`, under Lambda's limit of
/// 4,096 characters.
inline constexpr std::string_view bucket_deployment_source =
    R"py(import fnmatch
import io
import json
import mimetypes
import os
import tempfile
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

FAILED = "@failed-to-create"
s3 = boto3.client("s3")


def archive(given):
    file = tempfile.TemporaryFile()
    s3.download_fileobj(given["SourceBucket"], given["SourceKey"], file)
    return zipfile.ZipFile(file)


def place(given):
    return given["Bucket"] + "/" + given.get("Prefix", "")


def names(given, files):
    inside = {name for name in files.namelist() if not name.endswith("/")}
    return inside | set(given.get("Texts", {}))


def headers(given, name):
    ending = os.path.splitext(name)[1]
    kind = given.get("ContentTypes", {}).get(ending) or mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    made = {"ContentType": kind + "; charset=utf-8" if kind.startswith("text/") else kind}
    for rule in given.get("CacheRules", []):
        if fnmatch.fnmatchcase(name, rule["Pattern"]):
            made["CacheControl"] = rule["CacheControl"]
            break
    return made


def put(given, files):
    texts = given.get("Texts", {})

    def put_one(name):
        text = texts.get(name)
        content = files.open(name) if text is None else io.BytesIO(text.encode())
        with content:
            s3.upload_fileobj(content, given["Bucket"], given.get("Prefix", "") + name,
                              ExtraArgs=headers(given, name),
                              Config=TransferConfig(use_threads=False))

    wanted = sorted(names(given, files))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put_one, wanted))
    return set(wanted)


def delete(given, gone):
    keys = [{"Key": given.get("Prefix", "") + name} for name in sorted(gone)]
    for first in range(0, len(keys), 1000):
        some = {"Objects": keys[first:first + 1000], "Quiet": True}
        failed = s3.delete_objects(Bucket=given["Bucket"], Delete=some).get("Errors")
        if failed:
            raise RuntimeError(f"{failed[0]['Key']} stays: {failed[0]['Message']}")


def names_before(given):
    try:
        with archive(given) as files:
            return names(given, files)
    except ClientError as error:
        print("what was there before stays, as its archive is gone:", error)
        return set()


def drop_cached(given, request):
    if "Distribution" in given:
        paths = given["DistributionPaths"]
        boto3.client("cloudfront").create_invalidation(
            DistributionId=given["Distribution"],
            InvalidationBatch={"CallerReference": request,
                               "Paths": {"Quantity": len(paths), "Items": paths}})


def deploy(event, given, answer):
    if event["RequestType"] == "Delete":
        if given["Keep"] != "true" and answer["PhysicalResourceId"] != FAILED:
            delete(given, names_before(given))
        return
    with archive(given) as files:
        kept = put(given, files)
    old = event.get("OldResourceProperties")
    if old and given["Prune"] == "true" and place(old) == place(given):
        delete(given, names_before(old) - kept)
    drop_cached(given, event["RequestId"])
    answer["PhysicalResourceId"] = place(given)
    answer["Data"] = {"Bucket": given["Bucket"], "Files": str(len(kept))}


def handler(event, _):
    answer = {key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")}
    answer["PhysicalResourceId"] = event.get("PhysicalResourceId", FAILED)
    answer["Status"] = "SUCCESS"
    try:
        deploy(event, event["ResourceProperties"], answer)
    except Exception as error:
        print(repr(error))
        answer.update(Status="FAILED", Reason=repr(error)[:1000])
    urllib.request.urlopen(urllib.request.Request(
        event["ResponseURL"], json.dumps(answer).encode(), {"content-type": ""}, method="PUT"))
)py";

}  // namespace omnitrack::s3
