# Folders with a Debian of their own, for the tests that want another machine than this one. Sourced after lib.sh, not run.

# The release of Debian that has this version of PostgreSQL.
declare -A release_of=([15]=bookworm [17]=trixie [18]=forky)

# bootstrap RELEASE FOLDER [OPTION...]: the base system of that release, from the archive that this machine uses.
bootstrap() {
    local release=$1 folder=$2 script=/usr/share/debootstrap/scripts mirror
    shift 2
    need debootstrap
    # A release that is newer than debootstrap is made as all are.
    script=$script/$release && [ -e "$script" ] || script=${script%/*}/sid
    mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | head -n 1)
    # What a run that was broken off has left, debootstrap would stumble over.
    rm -rf --one-file-system "$folder" && mkdir -p "$folder"
    debootstrap --variant=minbase "$@" "$release" "$folder" "$mirror" "$script"
}

# use_archive FOLDER: the system in the folder reaches the archive as this machine does.
use_archive() {
    apt-config dump Acquire >"$1/etc/apt/apt.conf.d/99machine"
    cp /etc/resolv.conf /etc/hosts "$1/etc/"
    mkdir -p "$1/etc/ssl/certs" && cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"
}

# inside FOLDER COMMAND...: runs it in the system of the folder, without this machine's environment but for the words of
# INSIDE_ENVIRONMENT; its processes and mounts go with it.
inside() { unshare_options="" inside_by "$@"; }
# alone FOLDER COMMAND...: the same with a network that nobody else is on.
alone() { need iproute2 && unshare_options=--net inside_by "$@"; }
inside_by() {
    local folder=$1
    shift
    # shellcheck disable=SC2086
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root ${INSIDE_ENVIRONMENT:-} \
        unshare --mount --pid --fork --kill-child ${unshare_options:-} sh -c \
        '{ [ -z "$1" ] || ip link set lo up; } && folder=$0 && shift &&
         mount -t proc proc "$folder/proc" && mount -t tmpfs -o mode=1777 tmpfs "$folder/dev/shm" && exec chroot "$folder" "$@"' \
        "$folder" "${unshare_options:-}" "$@"
}

# copy_tree FOLDER: the tree as it is committed or changed.
copy_tree() {
    mkdir -p "$1" && (cd "$root" && git ls-files -co --exclude-standard -z | tar cf - --null --ignore-failed-read -T - 2>/dev/null) | tar xf - -C "$1"
}
