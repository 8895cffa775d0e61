// Package near finds what somebody may have meant who mistyped a word.
package near

// Longest is how long in bytes a word may be that is compared.
const Longest = 40

// Distance is the number of letters to insert, drop or replace to turn one
// word into the other. Words longer than [Longest] are that far from all
// others: comparing them is not worth the time.
func Distance(a, b string) int {
	if len(a) > Longest || len(b) > Longest {
		return Longest
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// Word returns the word that a mistyped one is nearest to: one of which it is
// the beginning, or one that is at most a third of its letters away, or two from
// four letters on: that much are two letters that changed places. It returns ""
// when there is none, or when several beginnings fit.
func Word(mistyped string, words []string) string {
	best, distance := "", len(mistyped)/3+1
	if len(mistyped) > 3 {
		distance = max(distance, 3)
	}
	for _, w := range words {
		if d := Distance(mistyped, w); d < distance {
			best, distance = w, d
		}
	}
	if best != "" || len(mistyped) < 3 {
		return best
	}
	for _, w := range words {
		if len(w) > len(mistyped) && w[:len(mistyped)] == mistyped {
			if best != "" {
				return ""
			}
			best = w
		}
	}
	return best
}
