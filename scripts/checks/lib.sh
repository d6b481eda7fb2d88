# What the checks share. Sourced, not run. A check prints what is wrong, one fault a line, and exits 1 if there is any.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
cd "$root" || exit 1

# So that a fault at the end of a pipe counts.
shopt -s lastpipe
faults=0
fault() { echo "$*" && faults=$((faults + 1)); }
# each_fault MESSAGE: a fault for each line of standard input, which follows the message.
each_fault() {
    local line
    while IFS= read -r line; do fault "$1$line"; done
}
finish() { [ "$faults" -eq 0 ]; exit; }

# tree_files [PATHSPEC...]: the files of the tree, committed or to be committed.
tree_files() {
    local list
    if list=$(git -c safe.directory='*' ls-files -co --exclude-standard -- "$@" 2>/dev/null) && [ -n "$list" ]; then
        while IFS= read -r file; do [ -f "$file" ] && echo "$file"; done <<<"$list"
    else
        find "${@:-.}" \( -name build -o -name node_modules -o -name .git \) -prune -o -type f -print | sed 's#^\./##'
    fi | sort -u
}

# build_module: builds the extension in $module, which a tree that may only be read has elsewhere.
build_module() {
    need_server binutils
    copy_server
    module=${module:-$root/build/module}
    { mkdir -p "$module" && [ -w "$module" ]; } 2>/dev/null || module=$work/module
    build_extension
}

# sources FOLDER...: the C++ files below them.
sources() { tree_files "$@" | grep -E '\.(cpp|hpp|inc)$'; }
headers() { tree_files "$@" | grep -E '\.hpp$'; }
core=(src/text src/migrations src/layouts src/formats src/rules src/policy src/report src/engine)

# without_comments FILE: the file without comments and texts, line for line.
without_comments() {
    perl -0pe 's{(//[^\n]*)|(/\*.*?\*/)|(R"\(.*?\)")|("(?:\\.|[^"\\\n])*")|(\x27(?:\\.|[^\x27\\\n])\x27)}{defined $2 || defined $3 ? ($2 // $3) =~ tr/\n//cdr : ""}gse' "$1"
}

# rule_names: the rules of the catalog but those for tests, in its order.
rule_names() { sed -n '/^#ifdef/,/^#endif/d; s/^RULE(\([a-z0-9_]*\))$/\1/p' src/rules/catalog.inc; }
rule_source() { grep -lxE "namespace mana_guard::rules::$1 \{" src/rules/*/*.cpp; }
rule_code() { sed -n 's/^ *\.code = "\(.*\)",$/\1/p' "$(rule_source "$1")" /dev/null; }
