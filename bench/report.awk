# From lines of measure, kind, arm, round, value (tab-separated) to one screen, and to JSON in the file named by -v json=.
# A difference is the median over the rounds of (arm - a), paired: what the machine does to a round it does to both.
BEGIN {
    FS = "\t"
    title["instructions"] = "instructions, thousands a statement; the guards' above (a)"
    title["flat"] = "the same with 10,000 tables in the database"
    title["time"] = "wall time, microseconds a statement; the guards' above (a)"
}

{
    if (!(($1, $2) in seen)) { seen[$1, $2] = 1; rows[++row_count] = $1 SUBSEP $2 }
    if (!($3 in known)) { known[$3] = 1; arms[++arm_count] = $3 }
    value[$1, $2, $3, $4] = $5
    if ($4 > last[$1]) last[$1] = $4
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

END {
    if (json) printf "[" >json
    for (r = 1; r <= row_count; r++) {
        split(rows[r], part, SUBSEP)
        measure = part[1]; kind = part[2]
        if (measure != shown) {
            printf "%s%s\n%-14s%9s", shown ? "\n" : "", title[measure], "", "(a)"
            for (i = 1; i <= arm_count; i++) if (arms[i] != "a") printf "%9s", "(" arms[i] ")"
            printf "%9s%9s\n", "(d)/(e)", "(e)/(d)"
            shown = measure
        }
        base = median(measure, kind, "a", "")
        printf "%-14s%9s", kind, cell(base, "%.0f")
        if (json) printf("%s\n  {\"measure\": \"%s\", \"statement\": \"%s\", \"a\": %.2f, \"above_a\": {", r > 1 ? "," : "", measure, kind, base) >json
        comma = ""
        for (i = 1; i <= arm_count; i++) {
            if (arms[i] == "a") continue
            above[arms[i]] = median(measure, kind, arms[i], "a")
            printf "%9s", cell(above[arms[i]], "%+.1f")
            if (json) printf "%s\"%s\": %s", comma, arms[i], json_of(above[arms[i]], "%.2f") >json
            comma = ", "
        }
        share = ratio(above["d"], above["e"]); times = ratio(above["e"], above["d"])
        printf "%9s%9s\n", cell(share, "%.3f"), cell(times, "%.1f")
        if (json) printf "}, \"d_over_e\": %s}", json_of(share, "%.4f") >json
    }
    if (json) print "\n]" >json
}
