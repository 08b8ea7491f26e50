#!/bin/sh
# Measures Accrete and writes docs/benchmarks.md. Builds what the launcher starts, and compiles the benchmarks against it, so that
# what is measured is what people run. With its default sizes it takes about half an hour and 15 GB of disk.
#
#   tests/benchmarks.sh [--sizes 1000000,10000000] [--runs 5] [--seed 1] [--parts starter,visits,start] [--output FILE] [--keep]
#   tests/benchmarks.sh --parts web --runs 6 --output docs/benchmarks-web.md
#   tests/benchmarks.sh --parts compile --sizes 1000,10000 --runs 3 --output docs/benchmarks-compile.md   # sizes are models
#   tests/benchmarks.sh --parts models                                   # 200 models on PostgreSQL; needs psql on the PATH
set -e
cd "$(dirname "$0")/.."
./accrete --version >&2
read -r build _ <target/launcher/current
jar=target/launcher/$build/accrete.jar
classes=tests/target/benchmark-classes
annotations=$(find "${HOME}/.m2/repository/org/jspecify" -name 'jspecify-*.jar' | head -n 1)
mkdir -p "$classes"
javac -nowarn -d "$classes" -cp "$jar${annotations:+:$annotations}" \
  tests/src/test/java/dev/accrete/tests/Repository.java tests/src/test/java/dev/accrete/tests/acceptance/ShippedModels.java \
  tests/src/test/java/dev/accrete/tests/benchmarks/*.java
case " $* " in
  *" --parts models "*)
    # A PostgreSQL of its own, as the tests have it.
    command -v psql >/dev/null || { echo "benchmarks: psql is not on the PATH" >&2; exit 2; }
    mvn -q -B -Dquick -Dmaven.shade.skip test-compile dependency:build-classpath -pl tests -am \
      -Dmdep.includeScope=test -Dmdep.outputFile="$PWD/tests/target/benchmark-libraries"
    libraries=$(cat tests/target/benchmark-libraries)
    javac -nowarn -d "$classes" -cp "$classes:$jar:$libraries" tests/src/test/java/dev/accrete/tests/benchmarks/server/*.java
    exec java -Xmx1g -XX:+UseSerialGC -cp "$classes:$jar:$libraries" dev.accrete.tests.benchmarks.server.ServerBenchmarks "$@"
    ;;
esac
exec java -Xmx1g -XX:+UseSerialGC -cp "$classes:$jar" dev.accrete.tests.benchmarks.Benchmarks "$@"
