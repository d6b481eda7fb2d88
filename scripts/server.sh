# A server built from PostgreSQL's source, for the scripts that want one with other options. Sourced after source.sh, not run.

# What the suites need of the server: its own programs, those of its test suites, and the extensions that tests create.
server_parts=(src/common src/port src/timezone src/backend src/include src/makefiles src/interfaces/libpq src/fe_utils src/bin/initdb
    src/bin/pg_ctl src/bin/psql src/bin/pg_config src/bin/pg_dump src/bin/scripts src/pl/plpgsql src/backend/snowball
    src/backend/utils/mb/conversion_procs src/backend/replication/libpqwalreceiver src/backend/replication/pgoutput src/test/regress
    src/test/isolation config contrib/citext contrib/hstore contrib/unaccent contrib/pg_trgm contrib/postgres_fdw contrib/file_fdw contrib/dblink
    contrib/pg_stat_statements contrib/cube contrib/seg contrib/earthdistance contrib/uuid-ossp)

# in_tree FOLDER TARGET: made as politely as a machine that others use wants it.
in_tree() { nice make -s -C "$tree/$1" -j"$(nproc)" "$2" >>"$keep/build.log" 2>&1 || die "$1 doesn't build: see $keep/build.log"; }

# build_server CPPFLAGS [OPTION...]: builds it into $keep/server, with these options of configure. From $source, or what apt has.
build_server() {
    local part tree=$keep/source server=$keep/server flags=$1
    shift
    need gcc make bzip2 zlib1g-dev uuid-dev libxml2-dev "postgresql-$PG_MAJOR-pgtap"
    rm -rf "$server" "$tree" "$server-module" "$server-module-test" && mkdir -p "$keep"
    : >"$keep/build.log"
    say 'the source of PostgreSQL'
    # shellcheck disable=SC2119
    [ -n "$source" ] || fetch_source
    cp -r "$source" "$tree"
    say 'configure'
    # The flags are read by single files, so they are given to the compiler, not to configure.
    (cd "$tree" && nice ./configure --prefix="$server.new" --enable-debug --without-icu --without-readline --with-libxml --with-uuid=e2fs \
        CFLAGS='-O1 -g' CPPFLAGS="$flags" "$@") >>"$keep/build.log" 2>&1 || die "configure failed: see $keep/build.log"
    rm -rf "$server.new"
    for part in "${server_parts[@]}"; do
        say "  $part"
        in_tree "$part" all
        in_tree "$part" install
    done
    # The makefiles that extensions are built by; all of src would build what isn't needed.
    in_tree src install-local
    cp "/usr/share/postgresql/$PG_MAJOR"/extension/pgtap* "$("$server.new/bin/pg_config" --sharedir)/extension/"
    # The reports of valgrind that it causes itself.
    cp "$tree/src/tools/valgrind.supp" "$keep"
    # There as a whole or not at all.
    mv "$server.new" "$server" && rm -rf "$tree"
}
