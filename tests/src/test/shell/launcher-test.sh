#!/bin/sh
# Tries the launcher in a small tree of its own, with a stand-in for Maven that copies a ready jar.
#
#   launcher-test.sh FOLDER REPOSITORY     with ECHO_JAR and JAVA_UNDER_TEST (a JDK's folder) in the environment
#
# Prints "ok NAME" or "not ok NAME: why" for each case, and "done".

# Without a folder the paths that are deleted in the end would be those of the machine, such as /bin.
if [ ! -d "$1" ] || [ ! -f "$2/accrete" ] || [ ! -x "$JAVA_UNDER_TEST/bin/java" ] || [ ! -f "$ECHO_JAR" ]; then
  echo "usage: ECHO_JAR=… JAVA_UNDER_TEST=… launcher-test.sh FOLDER REPOSITORY" >&2
  exit 2
fi
folder=$(cd -- "$1" && pwd -P) || exit 2
repository=$2
project="$folder/a project"
tools=$folder/tools
calls=$folder/maven-calls
unset JAVA_HOME ACCRETE_JAR ACCRETE_JAVA_OPTS JAVA_TOOL_OPTIONS MAVEN_OPTS MAVEN_ARGS

# Links to programs are no sight for whoever cleans the folder up.
trap 'rm -rf "$tools" "$folder/flock" "$folder/java" "$folder/bin" "$project"' EXIT

# --- The stage ---

# A PATH of its own: what the launcher needs, and nothing else, so that Java, Maven and flock can be missing.
mkdir -p "$tools" "$folder/flock" "$folder/java" "$folder/maven" "$project/.mvn" "$project/models/starter"
for tool in awk basename cat cksum cmp cp dirname find grep head kill ln mkdir mv ps pwd readlink rm sed sh sleep sort stat tail touch tr \
  uname wc; do
  real=$(command -v "$tool") && case $real in /*) ln -s "$real" "$tools/$tool" ;; esac
done
flock=$(command -v flock) && ln -s "$flock" "$folder/flock/flock"
ln -s "$JAVA_UNDER_TEST/bin/java" "$folder/java/java"

for module in compiler runtime; do
  mkdir -p "$project/$module/src/main/java" "$project/$module/src/test/java"
  echo "class A {}" >"$project/$module/src/main/java/A.java"
  echo "<project/>" >"$project/$module/pom.xml"
done
mkdir -p "$project/compiler/redshift-parser"
echo "<project/>" >"$project/compiler/redshift-parser/pom.xml"
echo "<project/>" >"$project/pom.xml"
echo "SELECT 1" >"$project/models/starter/one.sql"
cp "$repository/accrete" "$project/accrete"

cat >"$folder/maven/mvn" <<'MVN'
#!/bin/sh
case " $* " in *" -v "*) printf 'Apache Maven %s\nJava version: 17.0.1\n' "${FAKE_MAVEN:-3.9.9}"; exit ;; esac
echo "$*" >>"$CALLS"
sleep "${FAKE_SLOW:-0}"
[ -z "$FAKE_FAILS" ] || { echo '[INFO] much'; echo '[ERROR] A.java:[1,1] broken'; exit 1; }
mkdir -p runtime/target/launcher
cp "$ECHO_JAR" runtime/target/launcher/accrete.jar
MVN
chmod +x "$folder/maven/mvn"
CALLS=$calls
export CALLS ECHO_JAR
plain=$folder/maven:$folder/java:$tools
all=$folder/flock:$plain

# --- What the cases use ---

fails=''

# start ARGUMENTS…: runs the launcher as $launcher with $path; leaves $status, $out, $err
launcher=$project/accrete
path=$all
start() {
  PATH=$path "$launcher" "$@" >"$folder/out" 2>"$folder/err"
  status=$?
  out=$(cat "$folder/out")
  err=$(cat "$folder/err")
}

case_named() {
  name=$1
  fails=''
}

expect() {
  [ "$2" = "$3" ] || fails="$fails [$1 was '$2', not '$3']"
}

expect_in() {
  case $2 in *"$3"*) ;; *) fails="$fails [$1 lacks '$3': '$2']" ;; esac
}

end_case() {
  if [ -z "$fails" ]; then echo "ok $name"; else echo "not ok $name:$fails" | tr '\n' ' ' && echo; fi
}

builds() {
  if [ -f "$calls" ]; then wc -l <"$calls" | tr -d ' '; else echo 0; fi
}

forget_builds() {
  rm -rf "$project/target" "$calls"
}

# --- First use and what comes after ---

case_named "builds on first use and says so in one line"
start hello "two words" ''
expect status "$status" 0
expect_in out "$out" "argument two words"
expect "lines on standard error" "$(wc -l <"$folder/err" | tr -d ' ')" 1
expect_in err "$err" "accrete: building, once"
expect builds "$(builds)" 1
end_case

case_named "starts without a build and without a word afterwards"
start hello
expect status "$status" 0
expect err "$err" ''
expect builds "$(builds)" 1
end_case

case_named "has made a class-data archive"
expect archives "$(find "$project/target/launcher" -name accrete.jsa | wc -l | tr -d ' ')" 1
end_case

case_named "passes exit codes on"
start exit 7
expect status "$status" 7
end_case

case_named "works from another folder, through links, by a relative path and from the PATH"
mkdir -p "$folder/bin" "$folder/elsewhere"
ln -s "../a project/accrete" "$folder/bin/accrete-link"
ln -s accrete-link "$folder/bin/accrete"
elsewhere=$(cd "$folder/elsewhere" && pwd -P)
for launcher in "$folder/bin/accrete" ../bin/accrete "../a project/accrete"; do
  cd "$folder/elsewhere" || exit
  start
  expect "folder by $launcher" "$out" "folder $elsewhere"
done
out=$(PATH=$folder/bin:$all sh -c 'accrete')
expect "folder by PATH" "$out" "folder $elsewhere"
cd "$project" || exit
out=$(PATH=$all sh accrete hello)
expect_in "out by sh accrete" "$out" "argument hello"
cd "$folder" || exit
launcher=$project/accrete
expect builds "$(builds)" 1
end_case

case_named "starts a given jar as it is"
out=$(PATH=$all ACCRETE_JAR=$ECHO_JAR "$launcher" given)
expect_in out "$out" "argument given"
end_case

case_named "takes more options for java"
PATH=$all ACCRETE_JAVA_OPTS='-Xmx64m -Dno.such=1 --no-such-option' "$launcher" >/dev/null 2>"$folder/err"
expect_in err "$(cat "$folder/err")" "no-such-option"
end_case

case_named "is not disturbed by a damaged archive"
archive=$(find "$project/target/launcher" -name accrete.jsa)
mv "$archive" "$folder/kept.jsa"
echo damaged >"$archive"
start hello
expect status "$status" 0
expect err "$err" ''
expect "lines on standard output" "$(wc -l <"$folder/out" | tr -d ' ')" 2
mv -f "$folder/kept.jsa" "$archive"
end_case

case_named "a signal reaches java and its end is passed on"
PATH=$path "$launcher" sleep >"$folder/out" 2>"$folder/err" &
started=$!
tries=0
until grep -q pid "$folder/out" || [ $tries -gt 150 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
expect "process of java" "$(cat "$folder/out")" "pid $started"
kill -TERM $started
wait $started
expect status $? 143
end_case

# --- When sources change ---

case_named "builds again when a source changed, came, went or got older"
echo "class A { }" >"$project/compiler/src/main/java/A.java"
start hello
expect "builds after a change" "$(builds)" 2
expect_in err "$err" "the sources changed"
touch -t 200101010000 "$project/models/starter/one.sql"
start hello
expect "builds after an older file" "$(builds)" 3
echo "class B {}" >"$project/runtime/src/main/java/B.java"
start hello
expect "builds after a new file" "$(builds)" 4
rm "$project/runtime/src/main/java/B.java"
start hello
expect "builds after a removed file" "$(builds)" 5
start hello
expect "builds after nothing" "$(builds)" 5
expect "builds kept" "$(find "$project/target/launcher" -name accrete.jar | wc -l | tr -d ' ')" 2
end_case

case_named "does not build again for tests, target folders and editors' files"
mkdir -p "$project/models/starter/target"
echo x >"$project/models/starter/target/manifest.json"
echo x >"$project/compiler/src/test/java/ATest.java"
echo x >"$project/compiler/src/main/java/.A.java.swp"
start hello
expect builds "$(builds)" 5
end_case

# --- What is missing ---

case_named "says that Java is missing"
path=$folder/maven:$tools
start hello
expect status "$status" 2
expect err "$err" "accrete: no java on the PATH; Accrete needs a JDK 17 or later (or set JAVA_HOME)"
path=$all
JAVA_HOME=$folder/nowhere PATH=$path "$launcher" hello 2>"$folder/err"
expect status $? 2
expect_in err "$(cat "$folder/err")" "JAVA_HOME is $folder/nowhere"
end_case

case_named "JAVA_HOME goes before the PATH"
mkdir -p "$folder/old/bin"
printf '#!/bin/sh\necho "java version \\"1.8.0_392\\"" >&2\n' >"$folder/old/bin/java"
chmod +x "$folder/old/bin/java"
out=$(JAVA_HOME=$JAVA_UNDER_TEST PATH=$folder/old/bin:$all "$launcher" hello 2>&1)
expect_in out "$out" "argument hello"
end_case

case_named "says that Java is too old, also when the build was made by another"
path=$folder/old/bin:$all
start hello
expect status "$status" 2
expect_in err "$err" "is Java 1.8.0; Accrete needs a JDK 17 or later"
forget_builds
start hello
expect status "$status" 2
expect_in err "$err" "is Java 1.8.0; Accrete needs a JDK 17 or later"
expect builds "$(builds)" 0
end_case

case_named "says that the JDK is only a runtime"
mkdir -p "$folder/jre/bin"
printf '#!/bin/sh\necho "openjdk version \\"21.0.1\\" 2023-10-17" >&2\n' >"$folder/jre/bin/java"
chmod +x "$folder/jre/bin/java"
path=$folder/jre/bin:$all
start hello
expect status "$status" 2
expect_in err "$err" "comes without javac"
end_case

case_named "says that Maven is missing or too old"
path=$folder/java:$tools
start hello
expect status "$status" 2
expect_in err "$err" "no mvn on the PATH; building Accrete needs Maven 3.8.6 or later"
path=$all
export FAKE_MAVEN=3.8.5
start hello
expect status "$status" 2
expect_in err "$err" "mvn is Maven 3.8.5; building Accrete needs 3.8.6 or later"
export FAKE_MAVEN=3.10.0
start hello
expect "status with 3.10.0" "$status" 0
unset FAKE_MAVEN
forget_builds
end_case

case_named "shows why a build failed, and where its output is"
export FAKE_FAILS=yes
start hello
unset FAKE_FAILS
expect status "$status" 2
expect_in err "$err" "[ERROR] A.java:[1,1] broken"
expect_in err "$err" "$project/target/launcher/build.log"
expect out "$out" ''
expect "leftovers" "$(find "$project/target/launcher" -name 'new.*' | wc -l | tr -d ' ')" 0
end_case

# --- Two at once ---

two_at_once() {
  forget_builds
  FAKE_SLOW=2
  export FAKE_SLOW
  PATH=$path "$launcher" first >"$folder/first" 2>&1 &
  one=$!
  PATH=$path "$launcher" second >"$folder/second" 2>&1 &
  two=$!
  wait $one
  expect "first status" $? 0
  wait $two
  expect "second status" $? 0
  unset FAKE_SLOW
  expect builds "$(builds)" 1
  expect_in first "$(cat "$folder/first")" "argument first"
  expect_in second "$(cat "$folder/second")" "argument second"
  expect_in "first or second" "$(cat "$folder/first" "$folder/second")" "waiting for the build"
}

case_named "two first uses build once, with flock"
[ -z "$flock" ] || two_at_once
end_case

case_named "two first uses build once, without flock"
path=$plain
two_at_once
end_case

case_named "takes over the lock of a process that is gone"
forget_builds
mkdir -p "$project/target/launcher"
sh -c 'exit' &
gone=$!
wait $gone
ln -s $gone "$project/target/launcher/lock.pid"
start hello
expect status "$status" 0
expect builds "$(builds)" 1
expect "lock left" "$(find "$project/target/launcher" -name 'lock.pid' -o -name 'takeover*' | wc -l | tr -d ' ')" 0
end_case

case_named "a stopped build leaves no lock and no half build"
forget_builds
FAKE_SLOW=5 PATH=$path "$launcher" hello >/dev/null 2>&1 &
started=$!
tries=0
until [ -f "$calls" ] || [ $tries -gt 150 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
kill -TERM $started
wait $started
expect status $? 143
expect left "$(find "$project/target/launcher" -name 'lock.pid' -o -name 'new.*' -o -name current | wc -l | tr -d ' ')" 0
end_case

echo "done"
