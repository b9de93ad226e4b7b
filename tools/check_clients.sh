#!/bin/sh
# Clients generated from the interface's description compile: Python always, TypeScript where there
# is node. Generated in an empty folder, because openapi-typescript obeys a redocly.yaml beside it.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
schema="$root/openapi/caseload-v1.yaml"
bin="$root/.venv/bin"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

"$bin/openapi-spec-validator" "$schema"

# Python. The generator calls ruff by name.
PATH="$bin:$PATH" "$bin/openapi-python-client" generate \
    --path "$schema" --output-path caseload_client --meta none --fail-on-warning >generated.txt 2>&1 ||
    { cat generated.txt; exit 1; }
"$bin/python" -m compileall -q caseload_client
"$bin/python" - <<'PYTHON'
import importlib
import pkgutil

import caseload_client

names = [found.name for found in pkgutil.walk_packages(caseload_client.__path__, "caseload_client.")]
for name in names:
    importlib.import_module(name)
print(f"Python client: {len(names)} modules import")
PYTHON

# TypeScript, with the packages of the lock and nothing newer.
kept=$("$root/tools/clients/install.sh") || { [ $? -eq 3 ] && exit 0; exit 1; }
ln -s "$kept/node_modules" node_modules
node_modules/.bin/openapi-typescript "$schema" -o schema.ts >typescript.txt 2>&1 ||
    { cat typescript.txt; exit 1; }
cat >use.ts <<'TYPESCRIPT'
import type { components, paths } from "./schema";

type Contact = components["schemas"]["ContactOut"];
type Log = paths["/api/v1/cases/{case_id}/contacts"]["post"];

export const version = (contact: Contact): number => contact.version;
export const answered = (body: Log["responses"]["201"]["content"]["application/json"]): string =>
    body.case_id;
TYPESCRIPT
node_modules/.bin/tsc --strict --noEmit --skipLibCheck false --target es2022 --moduleResolution bundler \
    --module esnext schema.ts use.ts
echo "TypeScript client: compiles under --strict"
