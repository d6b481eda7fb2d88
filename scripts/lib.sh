# Shared by demo, test and bench: packages, a private copy of the server, a temporary cluster. Sourced, not run.

PG_MAJOR=${PG_MAJOR:-15}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# need PACKAGE...: installs the Debian packages that are missing; tells an ordinary user which ones to install.
need() {
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    [ "$(id -u)" -eq 0 ] || die "missing packages, please install them as root: apt-get install ${missing[*]}"
    # Two installations at a time would fail.
    local lock log
    exec {lock}>"${TMPDIR:-/tmp}/mana_guard.install.lock" && flock "$lock"
    say "installing ${missing[*]}"
    log=$(mktemp)
    if ! { apt-get install -y --no-install-recommends "${missing[@]}" ||
           { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; }; } >"$log" 2>&1 </dev/null
    then
        tail -n 20 "$log" >&2
        die "could not install ${missing[*]}"
    fi
    rm -f "$log"
    exec {lock}>&-
}
export DEBIAN_FRONTEND=noninteractive

need_server() {
    # Without this the package would start its own cluster.
    if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    need "postgresql-$PG_MAJOR" "postgresql-server-dev-$PG_MAJOR" g++ make libfmt-dev nlohmann-json3-dev "$@"
}

# The work folder of this run, which is removed when it ends; readable by the server's user.
work_folder() {
    [ -n "${work:-}" ] && return
    work=$(mktemp -d "${TMPDIR:-/tmp}/mana_guard.XXXXXX")
    chmod 755 "$work"
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

clean_up() {
    local data
    for data in "$work"/*/data; do
        [ -f "$data/postmaster.pid" ] && as_server "$bindir/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1
        # For callers that run several suites and read the servers' logs afterwards.
        [ -n "${KEEP_LOGS:-}" ] && [ -f "$data/log" ] && cp "$data/log" "$KEEP_LOGS/$(basename "${data%/data}").log"
    done
    rm -rf "$work"
}

# as_server COMMAND...: runs it as a user that may run the server, which root may not.
as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/tmp "$@")
    else
        "$@"
    fi
}

# copy_server: copies the server's installation below the work folder, so that nothing is installed into the system's.
# Its programs find their files relative to themselves. Sets bindir and PG_CONFIG. With SERVER_PREFIX, copies the server that was
# built with this prefix, and builds the module for it in a folder beside it.
copy_server() {
    work_folder
    local prefix=$work/server
    if [ -n "${SERVER_PREFIX:-}" ]; then
        cp -r "$SERVER_PREFIX" "$prefix"
        module=${SERVER_PREFIX%/}-module bindir=$prefix/bin
        export PG_CONFIG=$bindir/pg_config
        return
    fi
    mkdir -p "$prefix/lib/postgresql" "$prefix/share/postgresql" "$prefix/include"
    cp -r "/usr/lib/postgresql/$PG_MAJOR" "$prefix/lib/postgresql/"
    cp -rL "/usr/share/postgresql/$PG_MAJOR" "$prefix/share/postgresql/"
    ln -s /usr/include/postgresql "$prefix/include/postgresql"
    bindir=$prefix/lib/postgresql/$PG_MAJOR/bin
    export PG_CONFIG=$bindir/pg_config
}

# show_progress STEP FORMAT COMMAND...: prints FORMAT with the number that the command prints: after a second, and as it grows: on a
# terminal in one line, else in these steps.
show_progress() {
    local step=$1 format=$2 number last=0 ticks=0 end='\n'
    shift 2
    [ -t 2 ] && end='\r' step=1
    while sleep 0.5; do
        number=$("$@") || true
        [ "$((++ticks))" -eq 2 ] || [ "${number:-0}" -ge $((last + step)) ] || continue
        last=${number:-0}
        # shellcheck disable=SC2059
        printf "$format$end" "$last" >&2
    done
}
# wait_for_lock DESCRIPTOR: takes the lock, and says so if another build has it.
wait_for_lock() { flock -n "$1" || { say 'waiting for another build of this folder' && flock "$1"; }; }
files_begun() { grep -c -- ' -c -o ' "$1"; }
percent_built() { sed -nE 's/^\[ *([0-9]+)%\] Building.*/\1/p' "$1" | tail -n 1; }

# build_core TARGET...: builds these of the server-free core in build/core, under the sanitizers of the unit tests, which share the folder.
build_core() {
    local log=$root/build/core.log watcher status
    need g++ make cmake libfmt-dev nlohmann-json3-dev libboost-test-dev libcli11-dev libtomlplusplus-dev libpq-dev
    mkdir -p "$root/build" && : >"$log"
    exec {build_lock}>"$root/build/core.lock" && wait_for_lock "$build_lock"
    show_progress 10 'compiling the core and its tests: %d %%' percent_built "$log" &
    watcher=$!
    cmake -S "$root" -B "$root/build/core" -DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DMANA_GUARD_SANITIZE=ON >"$log" 2>&1 &&
        cmake --build "$root/build/core" -j"$(nproc)" --target "$@" >>"$log" 2>&1
    status=$?
    kill "$watcher" && wait "$watcher" 2>/dev/null || true
    [ "$status" -eq 0 ] || { grep -E 'error|Error' "$log" | head -n 20 >&2; die "the core doesn't build: see build/core.log"; }
    exec {build_lock}>&-
}

# build_extension [MAKE-ARGUMENT...]: builds the extension in build/module (or $module), and installs it into the copied server.
# Warnings are errors unless WERROR= is among the arguments.
build_extension() {
    local folder=${module:-$root/build/module} log total watcher status
    set -- WERROR=1 "$@"
    # A read-only tree is built elsewhere.
    { mkdir -p "$folder" && [ -w "$folder" ]; } 2>/dev/null || folder=$work/module && mkdir -p "$folder"
    log=$folder/make.log
    # The tree is built in a copy, so that builds with different arguments don't collide.
    exec {build_lock}>"$folder/.lock" && wait_for_lock "$build_lock"
    # Removes files that the tree no longer has; keeps objects.
    find "$folder" -type f \( -path '*/src/*' -o -path '*/sql/*' \) ! -name '*.[od]' ! -name all.cc -delete
    (cd "$root" && tar cf - --format=posix --exclude='*.o' --exclude='*.d' --exclude=all.cc Makefile mana_guard.control src sql) | tar xf - -C "$folder"
    total=$(make -n -C "$folder" "$@" 2>/dev/null | grep -c -- ' -c -o ')
    : >"$log"
    show_progress 5 "compiling the extension: %d of $total files begun" files_begun "$log" &
    watcher=$!
    make -C "$folder" -j"$(nproc)" "$@" >"$log" 2>&1 && make -s -C "$folder" install "$@" >>"$log" 2>&1
    status=$?
    kill "$watcher" && wait "$watcher" 2>/dev/null || true
    [ "$status" -eq 0 ] || { grep -E 'error: |Error ' "$log" | head -n 20 >&2; die "the extension doesn't build: see $log"; }
    exec {build_lock}>&-
}

# build_test_extension: the same with the rules for tests, in build/module-test (or $module-test).
build_test_extension() {
    local plain=${module:-$root/build/module}
    local module=$plain-test
    # Everything but the catalogue of rules and the reading of types, which is checked, is compiled as without them.
    if [ ! -d "$module" ] && [ -f "$plain/mana_guard.so" ]; then
        cp -rp "$plain" "$module" && rm -f "$module"/src/{rules,server/catalog,server/events}/all.o "$module/mana_guard.so"
    fi
    build_extension TEST_RULES=1
}

need_npm() {
    command -v node >/dev/null || need nodejs
    command -v npm >/dev/null || need npm
}

# install_npm FOLDER: the packages that its package-lock.json names, unless they are there. No install scripts: esbuild's only saves a
# process, and newer npm asks for leave to run it.
install_npm() {
    cmp -s "$1"/{package-lock.json,node_modules/.installed} && return
    npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund >"$work/npm.log" 2>&1 </dev/null ||
        { tail -n 20 "$work/npm.log" >&2; die 'npm ci failed'; }
    cp "$1"/{package-lock.json,node_modules/.installed}
}

# start_cluster NAME [SETTING...]: starts a separate cluster on a unix socket; sets PGHOST, PGUSER, PGDATABASE, PGPORT.
# SERVER_SETTINGS holds lines that each cluster's configuration ends with.
start_cluster() {
    local name=$1 data=$work/$1/data setting
    shift
    mkdir -p "$work/$name"
    [ "$(id -u)" -eq 0 ] && chown postgres: "$work/$name"
    as_server "$bindir/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$work/initdb.log" 2>&1 ||
        { cat "$work/initdb.log" >&2; die 'initdb failed'; }
    {
        echo "listen_addresses = ''"
        echo "unix_socket_directories = '$work/$name'"
        echo "fsync = off"
        for setting in "$@"; do echo "$setting"; done
        [ -z "${SERVER_SETTINGS:-}" ] || echo "$SERVER_SETTINGS"
    } | as_server tee -a "$data/postgresql.conf" >/dev/null
    # What connects from within, dblink for one, is the same role whoever's the server is.
    as_server env PGUSER=postgres "$bindir/pg_ctl" -D "$data" -l "$data/log" -w start >/dev/null 2>&1 ||
        { tail -n 20 "$data/log" >&2; die 'the server does not start'; }
    export PGHOST=$work/$name PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
    unset PGSERVICE PGPASSWORD PGOPTIONS PGHOSTADDR
}

stop_cluster() { as_server "$bindir/pg_ctl" -D "$work/$1/data" -m fast -w stop >/dev/null; }
