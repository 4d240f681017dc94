#!/usr/bin/env bash
# On a GPU machine, as root, in the root of a copy of the repository: bash bench/gpu/build/run.sh [seconds [options]]
# options: those of device/settings.ts, such as --stages peaks,times
# It has no network, no Node and no browser; npm run bench:gpu has put all that is needed beside this file.
set -u
build=$(cd "$(dirname "$0")" && pwd)
repo=$(cd "$build/../../.." && pwd)
out=${OUT:-$build/out}
mkdir -p "$out"
for package in "$build"/loader/*.deb; do [ -e "$package" ] && dpkg -x "$package" /; done
ldconfig
for file in "$build"/*.xz; do
  [ -e "${file%.xz}" ] || xz -dk "$file" || exit 1
done
chmod +x "$build/node"
# Drivers of NVIDIA want a folder of their own there.
export XDG_RUNTIME_DIR=/tmp
# Where the loader does not find the driver by itself.
driver=/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json
[ -e "$driver" ] && export VK_DRIVER_FILES=$driver
nvidia-smi --query-gpu=name,driver_version,clocks.max.sm --format=csv,noheader 2>/dev/null | tee "$out/nvidia.txt"
seconds=${1:-240}
set -o pipefail
timeout $((seconds + 120)) "$build/node" "$build/program/main.mjs" --seconds "$seconds" \
  --repo "$repo" --dawn "$build/dawn.node" --ort "$build" --out "$out" --commit "$(cat "$build/commit")" \
  "${@:2}" \
  2>"$out/errors.txt" | tee "$out/gpu.jsonl"
code=$?
tail -n 20 "$out/errors.txt"
exit $code
