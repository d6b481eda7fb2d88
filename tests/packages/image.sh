# The Dockerfile without docker: its instructions are read and done in folders. Sourced by run, which has $major, $release, $machine and
# the functions that make machines.

# What the official image has that is of use here: the server, its versions in the environment, and an entry point.
postgres_image() {
    fresh "$1" && install "postgresql-$major" || return
    printf '#!/bin/sh\necho "official entry point: $*"\n' >"$machine/usr/local/bin/docker-entrypoint.sh"
    chmod +x "$machine/usr/local/bin/docker-entrypoint.sh"
}

words_of() { tr -d '[]",' <<<"$1"; }

# build_image: leaves the last stage in $machine, and in $entry and $command what a container runs.
build_image() {
    local instruction rest stage=0 source expected
    declare -A folder_of=()
    entry='' command=''
    expected="postgres:$major-$release"
    while read -r -u 3 instruction rest; do
        rest=${rest//'${PG_MAJOR}'/$major} rest=${rest//'${DEBIAN_CODENAME}'/$release}
        echo "+ $instruction $rest"
        case $instruction in
            '' | '#'* | ARG) ;;
            FROM)
                [ "${rest%% *}" = "$expected" ] || { echo "not $expected" && return 1; }
                postgres_image "stage-$((++stage))" || return
                [[ $rest != *' AS '* ]] || folder_of[${rest##* }]=$machine
                ;;
            COPY)
                source=$root
                if [[ $rest == --from=* ]]; then
                    source=${rest%% *} source=${folder_of[${source#--from=}]} rest=${rest#* }
                fi
                copy "$source" "$rest" || return
                ;;
            RUN) INSIDE_ENVIRONMENT="$INSIDE_ENVIRONMENT PG_MAJOR=$major" inside "$machine" sh -c "$rest" || return ;;
            WORKDIR) mkdir -p "$machine$rest" ;;
            ENTRYPOINT) entry=$(words_of "$rest") ;;
            CMD) command=$(words_of "$rest") ;;
            *) echo "image.sh doesn't know $instruction" && return 1 ;;
        esac
    done 3<"$root/Dockerfile"
}

# copy ROOT "SOURCE... TARGET"
copy() {
    local words target
    read -ra words <<<"$2"
    target=$machine${words[-1]}
    unset 'words[-1]'
    if [ "$1" = "$root" ] && [ "${words[*]}" = . ]; then
        copy_tree "$target"
    elif [[ $target == */ ]]; then
        mkdir -p "$target" && cp -r "${words[@]/#/$1/}" "$target"
    else
        mkdir -p "$(dirname "$target")" && cp -r "$1/${words[0]}" "$target"
    fi
}

# container [USER] -- WORD...: what docker run [--user USER] IMAGE WORD... would run, in the working folder of the image.
container() {
    local user=root
    [ "$1" = -- ] || { user=$1 && shift; }
    shift
    # shellcheck disable=SC2086
    alone "$machine" sh -c 'cd /src && user=$0 && if [ "$user" = root ]; then exec "$@"; else exec setpriv --reuid="$user" --regid="$user" --clear-groups env HOME=/ "$@"; fi' \
        "$user" $entry "$@"
}

# expect TEXT STATUS COMMAND...: it ends so, and prints the text.
expect() {
    local text=$1 status=$2 said was
    shift 2
    said=$("$@" 2>&1)
    was=$?
    printf '%s\n' "+ $*" "$said"
    [ "$was" -eq "$status" ] && grep -qF -e "$text" <<<"$said" || { echo "exit $was, expected $status and: $text" && return 1; }
}

use_image() {
    local user
    mkdir -p "$machine/src/good" "$machine/src/bad"
    echo 'CREATE SCHEMA storage;' >"$machine/src/good/1.sql"
    echo 'CREATE TABLE public.files (id uuid PRIMARY KEY, user_id uuid);' >"$machine/src/bad/1.sql"
    # shellcheck disable=SC2086
    expect 'official entry point: postgres' 0 container -- $command &&
        expect 'official entry point: postgres -c jit=off' 0 container -- postgres -c jit=off &&
        expect 'official entry point: --version' 0 container -- --version &&
        expect "$version_of_guard" 0 container -- version || return
    # Its own user, root, and one that the image doesn't know.
    for user in postgres root 4711; do
        expect MG201 1 container "$user" -- lint bad && expect '' 0 container "$user" -- mana-guard lint good || return
    done
    # A checkout that belongs to somebody else, root.
    inside "$machine" sh -ec 'cd /src && git init -q && git add . && git -c user.name=x -c user.email=x@localhost commit -qm x' &&
        expect 'no migration has changed' 0 container 4711 -- lint --since HEAD good || return
    # A cluster that is created from the image's sample of a configuration.
    expect MG101 0 alone "$machine" setpriv --reuid=postgres --regid=postgres --init-groups sh -ec '
        cd /tmp && bin=/usr/lib/postgresql/'"$major"'/bin && $bin/initdb -D data -A trust >initdb.log
        $bin/pg_ctl -D data -l log -w -o "-c listen_addresses= -c unix_socket_directories=/tmp" start
        export PGHOST=/tmp
        [ "$(psql -X -A -t -c "SHOW session_preload_libraries")" = mana_guard ]
        psql -X -c "CREATE EXTENSION mana_guard"
        psql -X -v VERBOSITY=verbose -c "CREATE TABLE public.files (id uuid PRIMARY KEY)" && exit 1
        $bin/pg_ctl -D data -m fast -w stop'
}
