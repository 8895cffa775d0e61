package report

import "strconv"

// Grouped writes a number with a comma for each thousand.
func Grouped[T int64 | uint64](n T) string {
	digits := strconv.FormatUint(uint64(n), 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// Plural writes a number of things, which is never below 0.
func Plural[T int64 | uint64](n T, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return Grouped(n) + " " + several
}
