package bounded

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
)

type number int

func (n number) ID() string { return strconv.Itoa(int(n)) }

// counter counts numbers and what had to be forgotten.
type counter struct {
	m    Map[number, int]
	lost int
}

func (c *counter) add(n number, times int) {
	value, evicted := c.m.At(n)
	if evicted != nil {
		c.lost += *evicted
	}
	if value == nil {
		c.lost += times
		return
	}
	*value += times
}

func (c *counter) counts() map[number]int {
	counts := map[number]int{}
	for k, v := range c.m.All {
		counts[k] = *v
	}
	return counts
}

func TestNoMoreThanTheLimit(t *testing.T) {
	for _, limit := range []int{0, 1, 7} {
		c := counter{m: Map[number, int]{Limit: limit}}
		for n := range number(100) {
			c.add(n, 1)
		}
		assert.Equal(t, limit, c.m.Len())
		assert.Equal(t, 100-limit, c.lost)
	}
}

// TestOrderDoesNotMatter: the same keys are held with the same counts, however
// the things come and however their counts are merged.
func TestOrderDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		things := make([]number, 300)
		for i := range things {
			things[i] = number(rng.IntN(40))
		}
		whole := counter{m: Map[number, int]{Limit: 10}}
		for _, n := range things {
			whole.add(n, 1)
		}
		rng.Shuffle(len(things), func(i, j int) { things[i], things[j] = things[j], things[i] })
		parts := [3]counter{}
		for i := range parts {
			parts[i].m.Limit = 10
		}
		for _, n := range things {
			parts[rng.IntN(len(parts))].add(n, 1)
		}
		merged := counter{m: Map[number, int]{Limit: 10}}
		for i := range parts {
			for k, v := range parts[i].m.All {
				merged.add(k, *v)
			}
			merged.lost += parts[i].lost
		}
		assert.Equal(t, whole.counts(), merged.counts())
		assert.Equal(t, whole.lost, merged.lost)
	}
}

func TestAllStops(t *testing.T) {
	c := counter{m: Map[number, int]{Limit: 3}}
	c.add(1, 1)
	c.add(2, 1)
	seen := 0
	for range c.m.All {
		seen++
		break
	}
	assert.Equal(t, 1, seen)
}
