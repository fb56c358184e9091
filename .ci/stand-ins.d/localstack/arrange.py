"""Lays DynamoDB Local's libraries out as in the archive that LocalStack would download: a jar that names them, and an agent."""

import os
import sys
import zipfile

folder = sys.argv[1]
libraries = os.path.join(folder, "DynamoDBLocal_lib")
agent = next(name for name in os.listdir(libraries) if name.startswith("byte-buddy-agent"))
os.rename(os.path.join(libraries, agent), os.path.join(folder, "ddb-local-loader-0.1.jar"))

lines = ["Manifest-Version: 1.0", "Main-Class: software.amazon.dynamodb.services.local.main.ServerRunner"]
names = sorted(name for name in os.listdir(libraries) if name.endswith(".jar"))
rest = "Class-Path: " + " ".join("DynamoDBLocal_lib/" + name for name in names)
# A line of a manifest has 72 bytes at most, and goes on after a space.
lines.append(rest[:72])
rest = rest[72:]
while rest:
    lines.append(" " + rest[:71])
    rest = rest[71:]
with zipfile.ZipFile(os.path.join(folder, "DynamoDBLocal.jar"), "w") as jar:
    jar.writestr("META-INF/MANIFEST.MF", "\r\n".join(lines) + "\r\n\r\n")
