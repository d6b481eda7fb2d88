# From lines of measure, kind, arm, round, value (tab-separated) to one screen, and to JSON in the file named by -v json=.
# A difference is the median over the rounds of (arm - a), paired: what the machine does to a round it does to both. What
# was measured of the guard alone is shown as it is.
BEGIN {
    FS = "\t"
    title["instructions"] = "instructions, thousands a statement; the guards' above (a)"
    title["own"] = "of these the guard's own, that is, all below mana_guard.so; (d*): with 10,000 tables in the database"
    title["flat"] = "the same with 10,000 tables in the database"
    title["first"] = "instructions, thousands: what a session pays once"
    title["time"] = "wall time, microseconds a statement; the guards' above (a)"
    title["first time"] = "wall time, microseconds: what a session pays once"
}

{
    if (!($1 in kind_count)) measures[++measure_count] = $1
    if (!(($1, $2) in seen)) { seen[$1, $2] = 1; kinds[$1, ++kind_count[$1]] = $2 }
    if (!($3 in known)) add_arm($3)
    measured[$1, $3] = 1
    value[$1, $2, $3, $4] = $5
    if ($4 > last[$1]) last[$1] = $4
}

# In the order of their names.
function add_arm(arm,    i) {
    known[arm] = 1
    for (i = arm_count++; i > 0 && arms[i] > arm; i--) arms[i + 1] = arms[i]
    arms[i + 1] = arm
}

# The median of an arm's values, or of its differences to the arm it is paired with; "" where the arm wasn't measured.
function median(measure, kind, arm, paired,    count, round, sorted, v, i) {
    for (round = 0; round <= last[measure]; round++) {
        if (!((measure, kind, arm, round) in value)) continue
        v = value[measure, kind, arm, round] - (paired == "" ? 0 : value[measure, kind, paired, round])
        for (i = count++; i > 0 && sorted[i] > v; i--) sorted[i + 1] = sorted[i]
        sorted[i + 1] = v
    }
    if (!count) return ""
    return count % 2 ? sorted[(count + 1) / 2] : (sorted[count / 2] + sorted[count / 2 + 1]) / 2
}

function cell(number, form) { return number == "" ? "-" : sprintf(form, number) }

function json_of(number, form) { return number == "" ? "null" : sprintf(form, number) }

function ratio(over, under) { return over == "" || under == "" || under <= 0 ? "" : over / under }

# Whether an arm has a column of its own in the measure's table.
function shows(measure, arm) { return arm != "a" && ((measure, arm) in measured) }

# The first line of a measure's table.
function head(measure,    i) {
    printf "%s\n%-14s%10s", title[measure], "", "(a)"
    for (i = 1; i <= arm_count; i++) if (shows(measure, arms[i])) printf "%10s", "(" arms[i] ")"
    printf "%10s%10s\n", "(d)/(e)", "(e)/(d)"
}

# A statement's line, and its JSON.
function line(measure, kind,    base, above, comma, i, share) {
    base = median(measure, kind, "a", "")
    printf "%-14s%10s", kind, cell(base, "%.0f")
    if (json) printf("%s\n  {\"measure\": \"%s\", \"statement\": \"%s\", \"a\": %s, \"above_a\": {", lines++ ? "," : "", measure, kind, json_of(base, "%.2f")) >json
    for (i = 1; i <= arm_count; i++) {
        if (!shows(measure, arms[i])) continue
        above[arms[i]] = median(measure, kind, arms[i], (measure, "a") in measured ? "a" : "")
        printf "%10s", cell(above[arms[i]], "%+.1f")
        if (json) printf "%s\"%s\": %s", comma, arms[i], json_of(above[arms[i]], "%.2f") >json
        comma = ", "
    }
    share = ratio(above["d"], above["e"])
    printf "%10s%10s\n", cell(share, "%.3f"), cell(ratio(above["e"], above["d"]), "%.1f")
    if (json) printf "}, \"d_over_e\": %s}", json_of(share, "%.4f") >json
}

END {
    if (json) printf "[" >json
    for (m = 1; m <= measure_count; m++) {
        if (m > 1) print ""
        head(measures[m])
        for (k = 1; k <= kind_count[measures[m]]; k++) line(measures[m], kinds[measures[m], k])
    }
    if (json) print "\n]" >json
}
