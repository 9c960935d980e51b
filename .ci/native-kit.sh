#!/usr/bin/env bash
# Prints the home of a native-image command, for GRAALVM_HOME:
#
#   GRAALVM_HOME=$(.ci/native-kit.sh) ./mvnw package -Dnative -Dquarkus.native.container-build=false
#
# It is the GraalVM or Mandrel that GRAALVM_HOME already names; without one it is assembled, once per kit and JDK, from
# ../shared/native-kit (linux-amd64, not for releases). --packages prints the Debian packages that this needs.
set -euo pipefail

if [ "${1:-}" = --packages ]; then
  echo binutils gcc libc6-dev maven python3 util-linux zlib1g-dev
  exit 0
fi

root=$(cd "$(dirname "$0")/.." && pwd)
kit=$root/../shared/native-kit
fail() { echo "native-kit: $*" >&2; exit 1; }

if [ -n "${GRAALVM_HOME:-}" ]; then
  [ -x "$GRAALVM_HOME/bin/native-image" ] || fail "GRAALVM_HOME has no bin/native-image: $GRAALVM_HOME"
  echo "$GRAALVM_HOME"
  exit 0
fi

[ -f "$kit/mkhome.sh" ] || fail "no GRAALVM_HOME, and no kit at ../shared/native-kit to make one of"
for tool in ar flock gcc mvn nm objcopy python3 sha256sum; do
  command -v "$tool" > /dev/null || fail "$tool is missing: apt-get install $("$0" --packages)"
done
echo '#include <zlib.h>' | gcc -E - > /dev/null 2>&1 || fail "zlib.h is missing: apt-get install zlib1g-dev"

# The JDK that mvnw has found.
jdk=$("$root/mvnw" -v | sed -n 's/.*runtime: //p')
[ -f "$jdk/release" ] || fail "mvnw does not say which JDK it uses"

# Another kit, JDK or GraalVM release makes another home.
key=$(cd "$kit" && find . -type f -print0 | sort -z | xargs -0 sha256sum |
  cat - "$jdk/release" <(echo "${NI_VERSION:-}") | sha256sum | cut -c 1-16)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/calendly-connect
home=$cache/native-image-$key
mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9 # Two builds at once: the second waits, and finds the first one's.
if [ ! -x "$home/bin/native-image" ]; then
  rm -rf "$home"
  # Outside the project, whose Maven settings are not for this.
  (cd "$cache" && bash "$kit/mkhome.sh" "$jdk" "$home") >&2 || fail "could not assemble native-image"
fi
echo "$home"
