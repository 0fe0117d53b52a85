"""A bucket: `own` answers only what is signed by the right key, `all` everybody.

Says port, key and secret on one line of JSON. Then takes lines of JSON on standard input:
{"put": name, "text": text} stores an object.
"""

import json
import os
import sys
from urllib.parse import parse_qsl, quote

# Until the bucket and the one who may read it are there nobody has to sign: four requests. One of all never asks.
if sys.argv[1] == "own":
    os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "4"

import boto3
import flask
from moto.iam import access_control
from moto.server import ThreadedMotoServer

POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
}

as_moto_makes_it = access_control.IAMRequestBase._create_aws_request


def as_it_came(self):
    """moto compares signatures with an address it has decoded. Signed was the path that came, and the parameters each
    encoded (AWS, create a canonical request)."""
    request = as_moto_makes_it(self)
    path, _, query = flask.request.environ["RAW_URI"].partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    encoded = ["=".join(quote(text, safe="-_.~") for text in pair) for pair in pairs]
    request.url = "?".join([path, "&".join(encoded)])
    return request


access_control.IAMRequestBase._create_aws_request = as_it_came
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()


def client(service, key="none", secret="none"):
    return boto3.client(
        service,
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
    )


people = client("iam")
people.create_user(UserName="hub")
people.put_user_policy(UserName="hub", PolicyName="all", PolicyDocument=json.dumps(POLICY))
key = people.create_access_key(UserName="hub")["AccessKey"]
access = {"ACL": "public-read"} if sys.argv[1] == "all" else {}
client("s3").create_bucket(Bucket="stadt", **access)
own = client("s3", key["AccessKeyId"], key["SecretAccessKey"])
print(json.dumps({"port": port, "key": key["AccessKeyId"], "secret": key["SecretAccessKey"]}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    own.put_object(Bucket="stadt", Key=asked["put"], Body=asked["text"].encode(), **access)
    print("done", flush=True)
