// Command guest does what Go programs do and writes a line about each, for the
// tests of package straighten: the same whichever way it was compiled.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"sync"
)

// chapters are what is done, in order.
var chapters = []struct {
	name string
	tell func() string
}{
	{"arithmetic", arithmetic}, {"floats", floats}, {"loops", loops}, {"switches", switches},
	{"closures", closures}, {"interfaces", interfaces}, {"generics", generics},
	{"defers", defers}, {"panics", panics}, {"goroutines", goroutines}, {"selects", selects}, {"mutexes", mutexes},
	{"recursion", recursion}, {"escape", escape}, {"maps", maps}, {"garbage", garbage},
	{"copies", copies}, {"overlaps", overlaps}, {"variables", variables}, {"strings", texts},
}

func main() {
	for _, c := range chapters {
		fmt.Fprintf(os.Stdout, "%s: %s\n", c.name, c.tell())
	}
}

// mix makes a checksum of values of any kind.
func mix(values ...any) uint64 {
	sum := uint64(14695981039346656037)
	for _, v := range values {
		for _, b := range []byte(fmt.Sprint(v)) {
			sum = (sum ^ uint64(b)) * 1099511628211
		}
	}
	return sum
}

func switches() string {
	var b strings.Builder
	for i := range 40 {
		switch {
		case i%15 == 0:
			b.WriteString("fizzbuzz ")
			fallthrough
		case i == 7:
			b.WriteString("seven ")
		case i%5 == 0:
			b.WriteString("buzz ")
		case i%3 == 0:
			b.WriteString("fizz ")
		}
		switch i {
		case 0, 1, 2, 3:
			b.WriteByte('a')
		case 4, 5, 6:
			b.WriteByte('b')
		case 11, 13, 17, 19, 23, 29, 31, 37:
			b.WriteByte('p')
		default:
			continue
		}
	}
	return b.String()
}

func loops() string {
	sum := 0
outer:
	for i := 0; i < 50; i++ {
		for j := i; ; j++ {
			switch {
			case j%7 == 3:
				continue outer
			case i*j > 900:
				break outer
			case j%2 == 0:
				continue
			}
			sum += i*31 + j
			for k := j; k > 0; k /= 2 {
				if k == 5 {
					goto next
				}
				sum ^= k
			}
		}
	next:
		sum += 1000
	}
	return fmt.Sprint(sum)
}

func texts() string {
	words := strings.Fields(strings.Repeat("the quick brown fox jumps over the lazy dog ", 9))
	sort.Strings(words)
	words = slices.Compact(words)
	joined := strings.Join(words, ",")
	var runes []rune
	for _, r := range "grüße, 世界 " + joined {
		runes = append(runes, r+1)
	}
	slices.Reverse(runes)
	return fmt.Sprintf("%q %v", string(runes), errors.Is(fmt.Errorf("wrapped: %w", os.ErrNotExist), os.ErrNotExist))
}

var (
	once    sync.Once
	counter int
	grid    [16][16]int
	point   = struct{ x, y int32 }{3, -4}
)

// variables reads and writes variables of the package.
func variables() string {
	for i := range grid {
		for j := range grid[i] {
			grid[i][j] = i*j + int(point.x)
			counter += grid[j][i]
		}
		once.Do(func() { point.y *= 2 })
		point.x += point.y
	}
	return fmt.Sprint(counter, point, mix(grid))
}
