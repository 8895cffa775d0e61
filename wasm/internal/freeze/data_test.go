package freeze

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCut(t *testing.T) {
	gap := func(n int) []byte { return make([]byte, n) }
	for name, c := range map[string]struct {
		memory []byte
		want   []segment
	}{
		"empty":       {nil, nil},
		"zeros":       {gap(200), nil},
		"one byte":    {[]byte{0, 7, 0}, []segment{{1, []byte{7}}}},
		"all of it":   {[]byte{1, 2, 3}, []segment{{0, []byte{1, 2, 3}}}},
		"short gap":   {bytes.Join([][]byte{{1}, {2}}, gap(64)), []segment{{0, bytes.Join([][]byte{{1}, {2}}, gap(64))}}},
		"longer gap":  {bytes.Join([][]byte{{1}, {2}}, gap(65)), []segment{{0, []byte{1}}, {66, []byte{2}}}},
		"zeros ahead": {append(gap(100), 5), []segment{{100, []byte{5}}}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, cut(c.memory)) })
	}
}

// TestCutLosesNothing: segments put back make the memory again, and are as far
// apart as they should.
func TestCutLosesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		memory := make([]byte, 4096)
		for range random.IntN(200) {
			memory[random.IntN(len(memory))] = byte(random.IntN(256))
		}
		again := make([]byte, len(memory))
		last := -1 - maxGap
		for _, s := range cut(memory) {
			assert.Greater(t, s.address-last, maxGap)
			assert.NotZero(t, s.bytes[0])
			assert.NotZero(t, s.bytes[len(s.bytes)-1])
			last = s.address + copy(again[s.address:], s.bytes)
		}
		assert.Equal(t, memory, again)
	}
}
