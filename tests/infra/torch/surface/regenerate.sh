#!/bin/sh
# Writes members.txt anew: every member of TorchSharp that our code uses, after a check that release 0.107 defines it.
# Usage: tests/infra/torch/surface/regenerate.sh TORCHSHARP-0.107.dll TORCHSHARP-0.99.6.dll
set -eu
[ $# = 2 ] || { sed -n 2,3p "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
export RAMPART_TORCHSHARP RAMPART_TORCHSHARP_OLD RAMPART_TORCHSHARP_LIST
RAMPART_TORCHSHARP=$(realpath "$1")
RAMPART_TORCHSHARP_OLD=$(realpath "$2")
RAMPART_TORCHSHARP_LIST=$here/members.txt
[ -e "$RAMPART_TORCHSHARP_LIST" ] || touch "$RAMPART_TORCHSHARP_LIST"
dotnet test "$here" --filter "FullyQualifiedName~Every_member_of_TorchSharp"
