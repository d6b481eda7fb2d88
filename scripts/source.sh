# The source of the server, for the scripts that build PostgreSQL or its suites. Sourced after lib.sh, not run.

# fetch_source [PATTERN...]: unpacks the source of the newest release that the archive still has, or of it the files that match
# these patterns of tar's, and sets source. What apt reads and writes is all below $work; which archive, the machine's own lists say.
fetch_source() {
    local apt=$work/apt file version installed log=$work/apt.log
    mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/source"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        # What was source already would be there twice.
        [ -f "$file" ] && sed -E '/^deb-src[[:space:]]/d; s/^deb([[:space:]])/deb-src\1/; s/^Types:.*/Types: deb-src/' \
            "$file" >"$apt/parts/${file##*/}"
    done
    [ -f "$apt/parts/sources.list" ] && mv "$apt/parts/sources.list" "$apt/parts/main.list"
    local options=(-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/parts" -o Dir::State::lists="$apt/lists"
        -o Dir::Cache="$apt/cache" -o APT::Sandbox::User="$(id -un)")
    apt-get "${options[@]}" update >"$log" 2>&1 || { tail -n 5 "$log" >&2; die 'apt-get update failed'; }
    installed=$(dpkg-query -W -f '${Version}' "postgresql-$PG_MAJOR")
    for version in "$installed" $(apt-cache "${options[@]}" showsrc --only-source "postgresql-$PG_MAJOR" |
            sed -n 's/^Version: //p' | grep -vxF "$installed" | sort -ruV); do
        say "  apt-get source postgresql-$PG_MAJOR=$version"
        (cd "$apt/source" && apt-get "${options[@]}" --download-only source "postgresql-$PG_MAJOR=$version") >"$log" 2>&1 && break
        version=
    done
    [ -n "$version" ] || { tail -n 5 "$log" >&2; die 'the archive has no source of the server'; }
    source=$work/source
    mkdir "$source"
    tar -x -f "$apt"/source/*.orig.tar.* -C "$source" --strip-components=1 ${*:+--wildcards} "$@" ||
        die 'the source does not unpack'
    rm -rf "$apt"
}
