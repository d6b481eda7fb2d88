#!/usr/bin/env bash
# Completion in the shells themselves, those of them that are installed.
. "$(dirname "$0")/lib.sh"

mkdir functions && cp "$tool" mana-guard && touch a_file
for shell in bash zsh fish; do ./mana-guard completion "$shell" >"$shell"; done
cp zsh functions/_mana-guard
export PATH=$PWD:$PATH

in_bash() {
    bash --norc -c '. ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mana_guard; printf "%s\n" "${COMPREPLY[@]}"' - "$@"
}
in_fish() { fish --no-config -c '. ./fish; complete -C "$argv"' "$@"; }
# What stands in a terminal after these words and a tab, in a shell that has the script in a folder of its functions.
in_zsh() {
    zsh -f -c '
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "fpath=($PWD/functions \$fpath); autoload -Uz compinit; compinit -u -D; bindkey \"^I\" complete-word; echo rea\"\"dy"
        zpty -r shell shown "*ready*"
        zpty -n -w shell "$*"$'"'"'\t'"'"'
        for i in {1..50}; do
            while zpty -r -t shell more; do shown+=$more; done
            [[ $shown == *"$wanted"* ]] && break
            sleep 0.1
        done
        print -r -- "${(V)shown}"' - "$@"
}
while read -r shell wanted line; do
    if ! command -v "$shell" >/dev/null; then
        skipped=$((skipped + 1))
        continue
    fi
    # shellcheck disable=SC2086
    wanted=$wanted "in_$shell" mana-guard $line >"$out/stdout" 2>"$out/stderr"
    check "$shell: $line" says "$wanted"
done <<'END'
bash lint li
bash flyway lint --layout fly
bash json lint --format js
fish lint li
fish flyway lint --layout fly
fish a_file lint a_f
zsh lint li
zsh flyway lint --layout fly
zsh a_file lint a_f
END
finish
