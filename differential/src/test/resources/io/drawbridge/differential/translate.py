"""Has SAM's own translator turn templates into CloudFormation.

Standard input: a JSON list of {"template": "path", "parameters": {"Name": "value"}}.
Standard output: a JSON list of the same length and order: {"cloudformation": {...}}, or {"refusal": "why"}.
"""

import json
import os
import sys

# As sam deploy has it: the translator asks the session for its region and for nothing else.
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"

from boto3 import Session
from samtranslator.parser.parser import Parser
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse


def packaged(template):
    """The template as sam package leaves it: code is in S3 by then, and the translator takes it from nowhere else."""
    globals_ = template.get("Globals", {}).get("Function", {})
    if "CodeUri" in globals_:
        globals_["CodeUri"] = "s3://bucket/code"
    for resource in template["Resources"].values():
        properties = resource.setdefault("Properties", {})
        for name in ("CodeUri", "ContentUri"):
            if name in properties:
                properties[name] = "s3://bucket/code"
    return template


def translated(case, session):
    with open(case["template"], encoding="utf-8") as file:
        # Through JSON, as CloudFormation hands it over: the translator writes into what it reads, and what YAML's aliases
        # share it would write twice.
        template = packaged(json.loads(json.dumps(yaml_parse(file.read()), default=str)))
    translator = Translator(managed_policy_map={}, sam_parser=Parser(), plugins=[], boto_session=session)
    try:
        return {"cloudformation": translator.translate(template, dict(case["parameters"]))}
    except InvalidDocumentException as refusal:
        return {"refusal": " ".join(cause.message for cause in refusal.causes)}


session = Session(region_name="us-east-1")
json.dump([translated(case, session) for case in json.load(sys.stdin)], sys.stdout)
