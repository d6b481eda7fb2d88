# From one of callgrind's dumps to two numbers: all instructions, and those of the guard, that is, of calls into mana_guard.so
# with all that they call. Format: valgrind's manual, "Callgrind Format Specification".

# Whether an object's name is the module's. A name is spelled once, and a number from then on.
function is_guard(spec,    id) {
    id = substr(spec, 1, index(spec, ")"))
    if (length(spec) > length(id)) guard[id] = spec ~ /mana_guard\.so$/
    return guard[id]
}

/^ob=/ { inside = is_guard(substr($0, 4)); next }
/^cob=/ { enters = is_guard(substr($0, 5)) && !inside; next }
/^calls=/ { calls = 1; next }
calls { if (enters) own += $2; calls = enters = 0; next }
/^(totals|summary):/ { total = $2 }
END { printf "%d\t%d\n", total, own }
